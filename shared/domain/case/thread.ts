import * as z from 'zod';
import { contactWayTitles, type ContactWay } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { followUpSchema, timerSchema, type Timer } from './timer.ts';

const instant = z.iso.datetime();
const contactWays = Object.keys(contactWayTitles) as [ContactWay, ...ContactWay[]];

/** How many attempts are kept one by one: more than any guard asks for. */
const kept = 32;

/** The contact thread of a case: begins at the receipt of the referral, ends with the case, whatever the step. */
export const threadSchema = z.object({
  caseId: z.string(),
  /** Counts its writes. */
  version: z.int().positive(),
  startedAt: instant,
  lastReachedAt: instant.optional(),
  lastAttemptAt: instant.optional(),
  /** Attempts since the person was last reached: when they began, and the newest 32 in order. */
  attempts: z.object({
    firstAt: instant.optional(),
    latest: z.array(z.object({ at: instant, way: z.enum(contactWays) })),
  }),
  /** The contact clock: when somebody is to be in touch again. */
  timer: timerSchema,
  /** Number of the latest schedule of the clock that there ever was, where it was taken back: none is numbered twice. */
  cycles: z.int().positive().optional(),
  followUps: z.array(followUpSchema),
  /** Requests for support that were ever opened for this case, and whether the last one still is. */
  escalations: z.object({ count: z.int().nonnegative(), isOpen: z.boolean() }),
});

export type Thread = z.infer<typeof threadSchema>;

/** A logged contact: `reached` is false for an attempt without an answer. */
export const contactSchema = z.object({ reached: z.boolean(), way: z.enum(contactWays), at: instant });
export type Contact = Readonly<z.infer<typeof contactSchema>>;

const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

/** The newest contact or attempt; `undefined` before the first. */
export const lastTouchedAt = ({ lastReachedAt, lastAttemptAt }: Thread): string | undefined =>
  lastReachedAt === undefined ? lastAttemptAt : later(lastAttemptAt, lastReachedAt);

/**
 * Whether what a timer asks for may leave somebody alone tonight: nobody has reached the youth yet, or not since the last
 * attempt, or their worker promised a check. A contact whose turn has come with a youth who is doing as usual can wait for
 * the morning, and so can paperwork, a colleague's look, a weekly line, and a sign of life in a suspension.
 */
export const isPressing = (
  { subject, owner }: Pick<Timer, 'subject' | 'owner'>,
  { lastReachedAt, lastAttemptAt }: Thread,
  { status }: Pick<Case, 'status'>,
): boolean => {
  if (subject === 'activity') return owner === 'caseworker';
  if (subject === 'age' || subject === 'support' || status === 'suspended') return false;
  if (lastReachedAt === undefined) return true;
  return subject === 'contact' && lastAttemptAt !== undefined && lastAttemptAt > lastReachedAt;
};

const attemptsAfter = ({ firstAt, latest }: Thread['attempts'], at: string): Thread['attempts'] => {
  const left = latest.filter((attempt) => attempt.at > at);
  const began = firstAt !== undefined && firstAt > at ? firstAt : left[0]?.at;
  return { ...(began !== undefined && { firstAt: began }), latest: left };
};

/** Notes one contact or attempt. The time that it happened decides, so that a late entry counts as it should. */
export const noteContact = (thread: Thread, { reached, way, at }: Contact): Thread => {
  const { attempts, lastReachedAt, lastAttemptAt } = thread;
  if (reached) {
    return { ...thread, lastReachedAt: later(lastReachedAt, at), attempts: attemptsAfter(attempts, at) };
  }
  const noted = { ...thread, lastAttemptAt: later(lastAttemptAt, at) };
  if (lastReachedAt !== undefined && at <= lastReachedAt) return noted;
  const latest = [...attempts.latest, { at, way }].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-kept);
  const firstAt = attempts.firstAt !== undefined && attempts.firstAt < at ? attempts.firstAt : at;
  return { ...noted, attempts: { firstAt, latest } };
};
