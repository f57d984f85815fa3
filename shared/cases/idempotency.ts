import * as z from 'zod';
import { ProblemError } from '../api/problem.ts';
import { caseSchema, type Case } from '../domain/case/case.ts';
import { threadSchema, type Thread } from '../domain/case/thread.ts';
import type { IdempotencyRecord } from '../store/items/idempotency-item.ts';

/** What a client's `Idempotency-Key` comes to: who asked what under which key, and a digest of the whole request. */
export type IdempotencyKey = { readonly hash: string; readonly fingerprint: string };

const keptFor = 7 * 86_400;
const secondsOf = (now: string): number => Math.floor(Date.parse(now) / 1000);

/** The record of a command that is being carried out, and the second in which it is. */
export const remember = ({ hash, fingerprint }: IdempotencyKey, answer: IdempotencyRecord['answer'], now: string) => {
  const seconds = secondsOf(now);
  return [{ hash, fingerprint, answer, expiresAt: seconds + keptFor }, seconds] as const;
};

/**
 * The first answer's facts when this very command was carried out before.
 * @throws ProblemError `key-reused` when the key served for another request
 */
export const replayed = (
  earlier: IdempotencyRecord | undefined,
  key: IdempotencyKey | undefined,
  now: string,
): IdempotencyRecord['answer'] | undefined => {
  if (!earlier || !key || earlier.expiresAt <= secondsOf(now)) return undefined;
  if (earlier.fingerprint !== key.fingerprint) throw new ProblemError('key-reused');
  return earlier.answer;
};

/**
 * Believes a refusal only when a second look comes to it as well: a batch read is no snapshot, and may have seen what the
 * first request under this key changed without seeing the key.
 * @throws as the attempt does
 */
export const lookingTwice = async <T>(key: IdempotencyKey | undefined, attempt: () => Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    const isRefusal = error instanceof ProblemError && error.code !== 'busy';
    if (!key || !isRefusal) throw error;
    return attempt();
  }
};

const touchedSchema = threadSchema
  .pick({ lastReachedAt: true, lastAttemptAt: true })
  .extend({ dueAt: z.iso.datetime() });
const changedSchema = z.object({ case: caseSchema, touched: touchedSchema });

/** The facts of an answer that shows a case and when its youth was, or is to be, in touch. */
export const changedBy = (
  found: Case,
  { lastReachedAt, lastAttemptAt, timer }: Thread,
): IdempotencyRecord['answer'] => ({
  case: found,
  touched: { lastReachedAt, lastAttemptAt, dueAt: timer.dueAt },
});

/** The case and its thread as the first answer showed them; `thread` is the one that stands now. */
export const shownFirst = (answer: IdempotencyRecord['answer'], thread: Thread) => {
  const { case: completed, touched } = changedSchema.parse(answer);
  const { lastReachedAt: _reached, lastAttemptAt: _tried, ...rest } = thread;
  const { dueAt, ...moments } = touched;
  return { completed, thread: { ...rest, ...moments, timer: { ...thread.timer, dueAt } } };
};

/** The case of such an answer. */
export const caseOf = (answer: IdempotencyRecord['answer']): Case => changedSchema.parse(answer).case;
