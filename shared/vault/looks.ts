import { createHash } from 'node:crypto';
import * as z from 'zod';

/** Who looked, when, and by which case. */
export type Look = { readonly by: string; readonly at: string; readonly caseId: string };

/** Head of the chain of looks at one person. */
export const headSchema = z.object({ seq: z.int().nonnegative(), hash: z.string() });
export type LooksHead = z.infer<typeof headSchema>;

/** One look on record, chained to the one before it. */
export const lookLineSchema = z.object({
  seq: z.int().positive(),
  by: z.string(),
  at: z.string(),
  caseId: z.string(),
  previous: z.string(),
  hash: z.string(),
});
type LookLine = z.infer<typeof lookLineSchema>;

/** What a chain begins with. */
export const noLooks: LooksHead = { seq: 0, hash: '' };

const hashOf = ({ seq, by, at, caseId, previous }: Omit<LookLine, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([seq, by, at, caseId, previous]))
    .digest('base64url');

/** The line that a look adds after a head. */
export const lineAfter = ({ seq, hash }: LooksHead, { by, at, caseId }: Look): LookLine => {
  const line = { seq: seq + 1, by, at, caseId, previous: hash };
  return { ...line, hash: hashOf(line) };
};

/** The number of the first look that does not follow from the one before it; `undefined` when the chain holds. */
export const firstBrokenLook = (lines: readonly LookLine[], head: LooksHead): number | undefined => {
  let last = noLooks;
  for (const line of lines) {
    const follows = line.seq === last.seq + 1 && line.previous === last.hash && hashOf(line) === line.hash;
    if (!follows) return last.seq + 1;
    last = line;
  }
  return last.seq === head.seq && last.hash === head.hash ? undefined : last.seq + 1;
};
