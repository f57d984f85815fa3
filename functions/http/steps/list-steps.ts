import { isSealed, may } from '../../../shared/access/may.ts';
import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { StepRecordView } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import { answersSchema, type StepRecord } from '../../../shared/domain/case/step-record.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';
import type { Vault } from '../../../shared/vault/vault.ts';

type Dependencies = {
  readonly readCase: Pick<ReadCase, 'see'>;
  readonly store: CaseStore;
  readonly vault: Pick<Vault, 'open'>;
};

/** What was submitted at each visit, the referral first; its content by the rights on it, and not once it is sealed. */
export const makeListSteps =
  ({ readCase, store, vault }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listSteps>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const { items, after } = await store.stepRecords(found.caseId, windowOf(query));
    const show = async ({ caseId, content, ...item }: StepRecord): Promise<StepRecordView> => {
      const showsContent = may(membership, item.visit === 0 ? 'request:read' : 'content:read', found);
      if (!showsContent || isSealed(found, item.at)) return item;
      const place = ['step', caseId, item.visit] as const;
      return { ...item, answers: answersSchema.parse(await vault.open(found.youthId, place, content)) };
    };
    const shown = await Promise.all(items.map(show));
    return pageReply(shown, after);
  };
