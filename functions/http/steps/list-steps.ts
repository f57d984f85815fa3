import { isSealed, may } from '../../../shared/access/may.ts';
import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { StepRecordView } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { answersSchema, type StepRecord } from '../../../shared/domain/case/step-record.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';
import type { Vault } from '../../../shared/vault/vault.ts';

type Dependencies = {
  readonly readCase: Pick<ReadCase, 'see' | 'joinedTo'>;
  readonly store: CaseStore;
  readonly vault: Pick<Vault, 'open'>;
};

/** What was submitted at each visit, the referral first; its content by the rights on it, and not once it is sealed. */
export const makeListSteps =
  ({ readCase, store, vault }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listSteps>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const { items, after } = await store.stepRecords(found.caseId, windowOf(query));
    const show = async (of: Case, { caseId, content, ...item }: StepRecord): Promise<StepRecordView> => {
      const showsContent = may(membership, item.visit === 0 ? 'request:read' : 'content:read', found);
      if (!showsContent || isSealed(found, item.at)) return item;
      const place = ['step', caseId, item.visit] as const;
      return { ...item, answers: answersSchema.parse(await vault.open(of.youthId, place, content)) };
    };
    const intakeOf = async (referral: Case): Promise<readonly StepRecordView[]> => {
      const { items: first } = await store.stepRecords(referral.caseId, { limit: 1 });
      const intakes = await Promise.all(first.map((item) => show(referral, item)));
      return intakes.map((intake) => ({ ...intake, from: referral.reference }));
    };
    const own = await Promise.all(items.map((item) => show(found, item)));
    // Later referrals stand behind the first one.
    const joined = query.cursor === undefined ? await Promise.all((await readCase.joinedTo(found)).map(intakeOf)) : [];
    const shown = [...own.slice(0, 1), ...joined.flat(), ...own.slice(1)];
    return pageReply(shown, after);
  };
