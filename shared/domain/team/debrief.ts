import type { Notice } from './notice.ts';

/** The talk that is offered to a worker who has written down a critical event: one for each event, in their next morning. */
export const debriefFor = (event: {
  /** `sub` of who recorded it. */
  readonly author: string;
  readonly caseId: string;
  readonly reference: string;
  readonly activityId: string;
  readonly now: string;
  readonly tellAt: string;
}): Notice => {
  const { author, caseId, reference, activityId, now, tellAt } = event;
  return {
    sub: author,
    noticeId: `debrief-${activityId}`,
    recordedAt: now,
    tellAt,
    about: { kind: 'debrief', caseId, reference, activityId },
  };
};
