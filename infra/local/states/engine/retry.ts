import type { Handling, Retrier } from '../definition/machine.ts';
import { matches } from './failure.ts';
import type { StateFailure } from './failure.ts';
import type { Thread } from './thread.ts';

/** Milliseconds until the retry that follows `made` others. */
export const delayOf = (retrier: Retrier, made: number, random: () => number): number => {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** made;
  const capped = Math.min(grown, retrier.maxDelaySeconds ?? Infinity) * 1000;
  return Math.round(retrier.jitter ? random() * capped : capped);
};

/** Whether a failure is retried: the delay in milliseconds and the counters afterwards. */
export const nextRetry = (
  { retriers }: Handling,
  thread: Thread,
  failure: StateFailure,
  random: () => number,
): { readonly delay: number; readonly retries: readonly number[] } | undefined => {
  const index = retriers.findIndex(({ errors }) => matches(errors, failure));
  const retrier = retriers[index];
  if (!retrier) return undefined;
  const made = thread.retries[index] ?? 0;
  if (made >= retrier.maxAttempts) return undefined;
  const retries = retriers.map((_, at) => (thread.retries[at] ?? 0) + (at === index ? 1 : 0));
  return { delay: delayOf(retrier, made, random), retries };
};
