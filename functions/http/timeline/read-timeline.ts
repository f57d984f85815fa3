import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { timelineEventSchema } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';

type Dependencies = { readonly readCase: Pick<ReadCase, 'see'>; readonly store: CaseStore };

/** The trail of a case, oldest first, without its digests. */
export const makeReadTimeline =
  ({ readCase, store }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.readTimeline>): Promise<Reply> => {
    const { found } = await readCase.see(params.caseId, sub);
    const { items, after } = await store.events(found.caseId, windowOf(query));
    const shown = items.map((event) => timelineEventSchema.parse(event));
    return pageReply(shown, after);
  };
