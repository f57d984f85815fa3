import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';

type Dependencies = { readonly readCase: Pick<ReadCase, 'see'>; readonly store: CaseStore };

/** What the youth decided on each scope, in order. */
export const makeListConsents =
  ({ readCase, store }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listConsents>): Promise<Reply> => {
    const { found } = await readCase.see(params.caseId, sub);
    const { items, after } = await store.consents(found.caseId, windowOf(query));
    const shown = items.map(({ scope, state, at, by, how }) => ({ scope, state, at, by, how }));
    return pageReply(shown, after);
  };
