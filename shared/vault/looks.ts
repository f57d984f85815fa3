import { createHash } from 'node:crypto';
import * as z from 'zod';

/** Who looked, when, and by which case; at `initials` when no more than these was shown. */
export type Look = { readonly by: string; readonly at: string; readonly caseId: string; readonly what?: 'initials' };

/** Head of the chain of looks at one person. */
export const headSchema = z.object({
  seq: z.int().nonnegative(),
  hash: z.string(),
  /** Who has seen the initials on the last day that somebody did, and by which case: each is a look once a day. */
  glances: z.object({ day: z.string(), seen: z.array(z.string()) }).optional(),
});
export type LooksHead = z.infer<typeof headSchema>;

/** One look on record, chained to the one before it. */
export const lookLineSchema = z.object({
  seq: z.int().positive(),
  by: z.string(),
  at: z.string(),
  caseId: z.string(),
  what: z.literal('initials').optional(),
  previous: z.string(),
  hash: z.string(),
});
type LookLine = z.infer<typeof lookLineSchema>;

/** What a chain begins with. */
export const noLooks: LooksHead = { seq: 0, hash: '' };

const hashOf = ({ seq, by, at, caseId, what, previous }: Omit<LookLine, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([seq, by, at, caseId, previous, ...(what === undefined ? [] : [what])]))
    .digest('base64url');

/** The line that a look adds after a head. */
export const lineAfter = ({ seq, hash }: LooksHead, { by, at, caseId, what }: Look): LookLine => {
  const line = { seq: seq + 1, by, at, caseId, ...(what && { what }), previous: hash };
  return { ...line, hash: hashOf(line) };
};

const glanceOf = ({ by, caseId }: Look): string => `${by} ${caseId}`;

/** Whether somebody has already seen the initials by this case on this day. */
export const hasGlanced = ({ glances }: LooksHead, look: Look, day: string): boolean =>
  glances?.day === day && glances.seen.includes(glanceOf(look));

/** The glances that a head holds once this one is on record. */
export const glancesAfter = ({ glances }: LooksHead, look: Look, day: string): NonNullable<LooksHead['glances']> => ({
  day,
  seen: [...(glances?.day === day ? glances.seen : []), glanceOf(look)],
});

/** The number of the first look that does not follow from the one before it; `undefined` when the chain holds. */
export const firstBrokenLook = (
  lines: readonly LookLine[],
  head: Pick<LooksHead, 'seq' | 'hash'>,
): number | undefined => {
  let last = noLooks;
  for (const line of lines) {
    const follows = line.seq === last.seq + 1 && line.previous === last.hash && hashOf(line) === line.hash;
    if (!follows) return last.seq + 1;
    last = line;
  }
  return last.seq === head.seq && last.hash === head.hash ? undefined : last.seq + 1;
};
