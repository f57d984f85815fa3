import type { Pathway } from '../pathway/pathway.ts';
import type { ActivityRecord } from './step-record.ts';
import { noteContact, type Contact, type Thread } from './thread.ts';

/** What was done beside the steps after an activity, oldest first, and what the pathway says of it. */
export type Since = { readonly later: readonly ActivityRecord[]; readonly pathway: Pathway };

const counts = ({ corrected }: ActivityRecord): boolean => corrected === undefined;

const contactsIn = (later: readonly ActivityRecord[]): readonly Contact[] =>
  later.filter(counts).flatMap(({ contact }) => (contact ? [contact] : []));

/** A contact that only the outcome of a step tells of. */
const reachedAtStep = (
  { lastReachedAt }: Thread,
  { before, contact }: ActivityRecord,
  contacts: readonly Contact[],
): readonly Contact[] => {
  const known = [before?.lastReachedAt, contact?.at, ...contacts.map(({ at }) => at)];
  return lastReachedAt === undefined || known.includes(lastReachedAt)
    ? []
    : [{ reached: true, way: 'in-person', at: lastReachedAt }];
};

/** Checks that are asked for without the activity: what it had ended is asked for again, unless something since has ended it. */
const followUpsWithout = (thread: Thread, { activityId, before }: ActivityRecord, { later, pathway }: Since) => {
  const isEnded = (asking: string): boolean =>
    later.filter(counts).some(({ activity }) => pathway.activities[asking]?.followUp?.endedBy.includes(activity));
  const left = thread.followUps.filter(({ timerId }) => timerId !== activityId);
  const known = new Set(left.map(({ timerId }) => timerId));
  const again = (before?.followUps ?? []).filter(({ timerId, activity }) => !known.has(timerId) && !isEnded(activity));
  // As they were asked for.
  return [...again, ...left].toSorted((a, b) => (a.timerId < b.timerId ? -1 : 1));
};

/** Whether the contact clock stands as this activity has set it. */
export const isInForce = ({ timer }: Thread, { cycle, before }: ActivityRecord): boolean =>
  timer.cycle === (cycle ?? before?.timer.cycle);

/**
 * The thread as if an activity had never been: its clock, with the rungs that were told then, what is known of contacts, and
 * the checks that are asked for. Schedules are never numbered twice. `touch` sets the clock by a contact that came since.
 */
export const threadWithout = (
  thread: Thread,
  record: ActivityRecord,
  since: Since,
  touch: (thread: Thread, contact: Contact) => Thread,
): Thread => {
  const { before } = record;
  if (!before) return thread;
  const { lastReachedAt: _reached, lastAttemptAt: _tried, ...rest } = thread;
  const { lastReachedAt, lastAttemptAt, attempts } = before;
  const isTimerBack = isInForce(thread, record);
  const start: Thread = {
    ...rest,
    ...(lastReachedAt !== undefined && { lastReachedAt }),
    ...(lastAttemptAt !== undefined && { lastAttemptAt }),
    attempts,
    ...(isTimerBack && { timer: before.timer, cycles: Math.max(thread.timer.cycle, thread.cycles ?? 0) }),
    followUps: [...followUpsWithout(thread, record, since)],
  };
  const contacts = contactsIn(since.later);
  const known = [...contacts, ...reachedAtStep(thread, record, contacts)];
  return known.reduce(isTimerBack ? touch : noteContact, start);
};
