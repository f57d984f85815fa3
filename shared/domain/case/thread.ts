import * as z from 'zod';
import { contactWayTitles, type ContactWay } from '../vocabulary.ts';

const instant = z.iso.datetime();
const contactWays = Object.keys(contactWayTitles) as [ContactWay, ...ContactWay[]];

/** The contact thread of a case: begins at the receipt of the referral, ends with the case, whatever the step. */
export const threadSchema = z.object({
  caseId: z.string(),
  startedAt: instant,
  lastReachedAt: instant.optional(),
  lastAttemptAt: instant.optional(),
  /** Attempts since the person was last reached. */
  attempts: z.object({ count: z.int().nonnegative(), ways: z.array(z.enum(contactWays)), firstAt: instant.optional() }),
});

export type Thread = z.infer<typeof threadSchema>;

/** A logged contact: `reached` is false for an attempt without an answer. */
export type Contact = {
  readonly reached: boolean;
  readonly way: ContactWay;
  readonly at: string;
};

export const newThread = (caseId: string, startedAt: string): Thread => ({
  caseId,
  startedAt,
  attempts: { count: 0, ways: [] },
});

const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

/** Moves the thread by one contact. The time that it happened decides, so that a late entry counts as it should. */
export const moveThread = (thread: Thread, { reached, way, at }: Contact): Thread => {
  const { attempts, lastReachedAt, lastAttemptAt } = thread;
  if (reached) {
    const isNewest = lastAttemptAt === undefined || at >= lastAttemptAt;
    // Written down late: which attempts came before it is not known any more, but none of their days count.
    const began = attempts.firstAt !== undefined && attempts.firstAt < at ? { firstAt: at } : {};
    return {
      ...thread,
      lastReachedAt: later(lastReachedAt, at),
      attempts: isNewest ? { count: 0, ways: [] } : { ...attempts, ...began },
    };
  }
  const counts = lastReachedAt === undefined || at > lastReachedAt;
  const firstAt = attempts.firstAt !== undefined && attempts.firstAt < at ? attempts.firstAt : at;
  return {
    ...thread,
    lastAttemptAt: later(lastAttemptAt, at),
    ...(counts && {
      attempts: { count: attempts.count + 1, ways: [...new Set([...attempts.ways, way])], firstAt },
    }),
  };
};
