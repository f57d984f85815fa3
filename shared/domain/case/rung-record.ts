import * as z from 'zod';
import { rungNames } from '../pathway/due.ts';
import type { Timer } from './timer.ts';

const instant = z.iso.datetime();

/** A rung that was reached: recorded once, for the figures and for nobody's ranking. */
export const rungRecordSchema = z.object({
  caseId: z.string(),
  timerId: z.string(),
  cycle: z.int().positive(),
  rung: z.enum(rungNames),
  /** When it stood. */
  at: instant,
  recordedAt: instant,
  /** What its due time was counted from. */
  since: instant,
  dueAt: instant,
  /** Its successor had come as well: recorded, and nobody was told. */
  passedOver: z.boolean(),
  /** `sub` of who was asked. */
  asked: z.array(z.string()),
  /** When a late entry showed that it would not have been: it counts in no figure. */
  erasedAt: instant.optional(),
});
export type RungRecord = z.infer<typeof rungRecordSchema>;

/** Rungs that would not have been reached, had something that happened at `at` been known in time. */
export const erasedBy = (rungs: readonly RungRecord[], at: string, now: string): readonly RungRecord[] =>
  rungs
    .filter(({ since, at: stood, erasedAt }) => erasedAt === undefined && since < at && at <= stood)
    .map((rung) => ({ ...rung, erasedAt: now }));

/** The rungs of a timer that have come and are not recorded yet, in order. */
export const reached = ({ ladder, next }: Timer, now: string): Timer['ladder'] =>
  ladder.slice(next).filter(({ at }) => at <= now);
