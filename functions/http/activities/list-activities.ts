import { isSealed, may } from '../../../shared/access/may.ts';
import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ActivityView } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';

type Dependencies = { readonly readCase: Pick<ReadCase, 'see'>; readonly store: CaseStore };

/** Activities, newest first; what was written in them only for those who may read content. */
export const makeListActivities =
  ({ readCase, store }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listActivities>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const { cursor, limit } = query;
    const window = { after: cursor && decodeCursor(cursor), limit, newestFirst: true };
    const { items, after } = await store.activities(found.caseId, window);
    const showsContent = may(membership, 'content:read', found);
    const shown = items.map(({ caseId: _caseId, answers, ...item }): ActivityView => ({
      ...item,
      ...(showsContent && !isSealed(found, item.recordedAt) && { answers }),
    }));
    return { status: 200, body: { items: shown, ...(after !== undefined && { next: encodeCursor(after) }) } };
  };
