import * as z from 'zod';
import { rungNames, timeKinds } from '../pathway/due.ts';
import { caseRoles } from '../vocabulary.ts';
import type { Case } from './case.ts';

const instant = z.iso.datetime();

/** What a timer is about; `activity` is a next check or a colleague's look that an activity asked for. */
export const timerSubjects = ['contact', 'step', 'activity', 'age', 'support'] as const;

/**
 * What is due in a case, and what happens around it. It is believed only as far as the record agrees: nobody has to cancel
 * one that the case has left behind.
 */
export const timerSchema = z.object({
  caseId: z.string(),
  /** `contact`, `step`, `age`, or the activity's id. */
  timerId: z.string(),
  subject: z.enum(timerSubjects),
  /** Who owes it. */
  owner: z.enum(caseRoles),
  /** Counts the schedules of this timer, from 1; of a step's timer it is the visit. */
  cycle: z.int().positive(),
  /** What the due time was counted from. */
  since: instant,
  dueAt: instant,
  /** Which calendar it was counted by. */
  calendar: z.string(),
  /** When each rung stands, in order. */
  ladder: z.array(z.object({ rung: z.enum(rungNames), at: instant })),
  /** The rung to be recorded next; past the last one the timer rests. */
  next: z.int().nonnegative(),
  /** It comes up again, so long after each time, until it is believed no more. */
  every: z.object({ in: z.templateLiteral([z.enum(['P', '-P']), z.string()]), time: z.enum(timeKinds) }).optional(),
  /** It came up when its case had ended: nobody was asked, and a re-opening wakes it. */
  isAsleep: z.literal(true).optional(),
});

export type Timer = z.infer<typeof timerSchema>;

/** When the timer is to be looked at; `undefined` when it rests. ISO 8601. */
export const comesUpAt = ({ ladder, next, isAsleep }: Timer): string | undefined =>
  isAsleep ? undefined : ladder[next]?.at;

const hasEnded = ({ status }: Pick<Case, 'status'>): boolean => status === 'closed' || status === 'closing';

/**
 * A timer that the record does not agree with, so that it comes up no more. What was promised to a youth outlives the end of
 * their case, and so does their age: these sleep until it is opened again.
 */
export const putToRest = (timer: Timer, found: Pick<Case, 'status' | 'rests'>): Timer =>
  (hasEnded(found) || found.rests) && (timer.subject === 'activity' || timer.subject === 'age')
    ? { ...timer, isAsleep: true }
    : { ...timer, next: timer.ladder.length };

/** The same timer, awake. */
export const wake = ({ isAsleep: _slept, ...timer }: Timer): Timer => timer;

/** What an activity asked for and nobody has done yet: the timer's id, and the activity that asked. */
export const followUpSchema = z.object({ timerId: z.string(), activity: z.string() });

/** A timer that repeats what the contact ladder has told counts so many times within one schedule of that ladder. */
export const mostRepeats = 1_000;

/** Whether the record agrees with a timer: its visit is open still, its contact awaited still, its check not made yet. */
export const isBelieved = (
  timer: Timer,
  found: Pick<Case, 'status' | 'step' | 'rests'>,
  thread: {
    readonly timer: Timer;
    readonly followUps: readonly z.infer<typeof followUpSchema>[];
    readonly escalations: { readonly isOpen: boolean };
  },
): boolean => {
  if (hasEnded(found) || found.rests) return false;
  switch (timer.subject) {
    case 'contact':
      return timer.cycle === thread.timer.cycle;
    case 'step':
      return timer.cycle === found.step.visit && found.step.state === 'open';
    case 'activity':
      return thread.followUps.some(({ timerId }) => timerId === timer.timerId);
    case 'support':
      // Of the schedule whose last rung was told, as long as nobody has answered it.
      return thread.escalations.isOpen && Math.floor(timer.cycle / mostRepeats) === thread.timer.cycle;
    case 'age':
      return true;
  }
};
