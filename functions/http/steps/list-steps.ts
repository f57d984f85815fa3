import { isSealed, may } from '../../../shared/access/may.ts';
import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { StepRecordView } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';

type Dependencies = { readonly readCase: Pick<ReadCase, 'see'>; readonly store: CaseStore };

/** What was submitted at each visit, the referral first; its content by the rights on it. */
export const makeListSteps =
  ({ readCase, store }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listSteps>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const { cursor, limit } = query;
    const { items, after } = await store.stepRecords(found.caseId, { after: cursor && decodeCursor(cursor), limit });
    const shown = items.map(({ caseId: _caseId, answers, ...item }): StepRecordView => {
      const showsContent = may(membership, item.visit === 0 ? 'request:read' : 'content:read', found);
      return { ...item, ...(showsContent && !isSealed(found, item.at) && { answers }) };
    });
    return { status: 200, body: { items: shown, ...(after !== undefined && { next: encodeCursor(after) }) } };
  };
