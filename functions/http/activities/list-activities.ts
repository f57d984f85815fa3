import { isSealed, may } from '../../../shared/access/may.ts';
import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ActivityView } from '../../../shared/api/schemas/record.ts';
import { formSchema } from '../../../shared/api/form-schema.ts';
import type { PathwayOf } from '../../../shared/cases/ports.ts';
import { correctionForm } from '../../../shared/domain/case/correction.ts';
import { examplesOf } from '../../../shared/domain/pathway/form.ts';
import { text } from '../../../shared/domain/text.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import { answersSchema, type ActivityRecord } from '../../../shared/domain/case/step-record.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';
import type { Vault } from '../../../shared/vault/vault.ts';

type Dependencies = {
  readonly readCase: Pick<ReadCase, 'see'>;
  readonly store: CaseStore;
  readonly pathwayOf: PathwayOf;
  readonly vault: Pick<Vault, 'open'>;
};

const correctionOf = (caseId: string, activityId: string): ActivityView['corrections'][number] => ({
  title: text('Corriger', 'Correct'),
  href: `/v1/cases/${caseId}/activities/${activityId}/correction`,
  method: 'POST',
  schema: formSchema(correctionForm),
  example: { ...(examplesOf(correctionForm)[0] as Record<string, unknown>) },
});

const struckOut = ({ at, by, reason }: NonNullable<ActivityRecord['corrected']>) => ({ at, by, reason });

/** Activities, newest first; what was written in them only for those who may read content, and not once it is sealed. */
export const makeListActivities =
  ({ readCase, store, vault, pathwayOf }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listActivities>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const window = { ...windowOf(query), newestFirst: true };
    const { items, after } = await store.activities(found.caseId, window);
    const showsContent = may(membership, 'content:read', found);
    const { activities } = pathwayOf(found.pathway);
    const mayCorrect = may(membership, 'activity:correct', found);
    const show = async (record: ActivityRecord): Promise<ActivityView> => {
      const { caseId, content, contact: _contact, cycle: _cycle, before: _before, corrected, ...rest } = record;
      const isOpen = mayCorrect && !corrected && Object.hasOwn(activities, rest.activity);
      const corrections = isOpen ? [correctionOf(caseId, rest.activityId)] : [];
      const item = { ...rest, corrections, ...(corrected && { corrected: struckOut(corrected) }) };
      if (corrected || !showsContent || isSealed(found, item.recordedAt)) return item;
      const place = ['activity', caseId, item.activityId] as const;
      return { ...item, answers: answersSchema.parse(await vault.open(found.youthId, place, content)) };
    };
    const shown = await Promise.all(items.map(show));
    return pageReply(shown, after);
  };
