import type { Case } from './case.ts';
import type { Thread } from './thread.ts';

/** The case at rest: what was recorded first stands. */
export const atRest = (found: Case, now: string, away: NonNullable<Case['away']>): Case => {
  const { step, remaining } = away;
  return { ...found, rests: found.rests ?? { since: now, step, ...(remaining !== undefined && { remaining }) } };
};

/** The thread of a case at rest: its clock asks for nothing. */
export const threadAtRest = (thread: Thread): Thread => ({
  ...thread,
  timer: { ...thread.timer, next: thread.timer.ladder.length },
});
