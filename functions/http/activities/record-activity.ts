import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { undoFor } from '../../../shared/cases/correct-activity.ts';
import type { RecordActivity, Recorded } from '../../../shared/cases/record-activity.ts';

type Dependencies = { readonly record: (command: RecordActivity) => Promise<Recorded> };

export const makeRecordOneActivity =
  ({ record }: Dependencies) =>
  async ({ sub, params, body, key }: RequestOf<typeof routes.recordActivity>): Promise<Reply> => {
    const { caseId, activity } = params;
    const recorded = await record({ caseId, sub, activity, answers: body, key });
    const { activityId, recordedAt } = recorded;
    const href = `/v1/cases/${caseId}/activities/${activityId}/undo`;
    const until = new Date(Date.parse(recordedAt) + undoFor).toISOString();
    const undo = { href, method: 'POST', until };
    return { status: 201, body: { ...recorded, undo }, headers: { location: `/v1/cases/${caseId}/activities` } };
  };
