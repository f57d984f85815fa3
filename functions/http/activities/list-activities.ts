import { isSealed, may } from '../../../shared/access/may.ts';
import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ActivityView } from '../../../shared/api/schemas/record.ts';
import type { ReadCase } from '../../../shared/cases/read-case.ts';
import { answersSchema, type ActivityRecord } from '../../../shared/domain/case/step-record.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';
import type { Vault } from '../../../shared/vault/vault.ts';

type Dependencies = {
  readonly readCase: Pick<ReadCase, 'see'>;
  readonly store: CaseStore;
  readonly vault: Pick<Vault, 'open'>;
};

/** Activities, newest first; what was written in them only for those who may read content, and not once it is sealed. */
export const makeListActivities =
  ({ readCase, store, vault }: Dependencies) =>
  async ({ sub, params, query }: RequestOf<typeof routes.listActivities>): Promise<Reply> => {
    const { membership, found } = await readCase.see(params.caseId, sub);
    const window = { ...windowOf(query), newestFirst: true };
    const { items, after } = await store.activities(found.caseId, window);
    const showsContent = may(membership, 'content:read', found);
    const show = async ({ caseId, content, ...item }: ActivityRecord): Promise<ActivityView> => {
      if (!showsContent || isSealed(found, item.recordedAt)) return item;
      const place = ['activity', caseId, item.activityId] as const;
      return { ...item, answers: answersSchema.parse(await vault.open(found.youthId, place, content)) };
    };
    const shown = await Promise.all(items.map(show));
    return pageReply(shown, after);
  };
