import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { CorrectActivities } from '../../../shared/cases/correct-activity.ts';
import type { ActivityRecord } from '../../../shared/domain/case/step-record.ts';

/** The activity, struck out. */
const replyWith = ({ caseId, activityId, activity, corrected }: ActivityRecord): Reply => {
  const { at, by, reason } = corrected ?? {};
  return { status: 200, body: { caseId, activityId, activity, corrected: { at, by, reason } } };
};

export const makeUndoActivity =
  ({ undo }: Pick<CorrectActivities, 'undo'>) =>
  async ({ sub, params }: RequestOf<typeof routes.undoActivity>): Promise<Reply> =>
    replyWith(await undo({ ...params, sub }));

export const makeCorrectOneActivity =
  ({ correct }: Pick<CorrectActivities, 'correct'>) =>
  async ({ sub, params, body }: RequestOf<typeof routes.correctActivity>): Promise<Reply> =>
    replyWith(await correct({ ...params, sub, answers: body }));
