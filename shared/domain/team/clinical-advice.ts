import * as z from 'zod';
import { fewLinesText } from '../bounds/people-text.ts';

/** A few lines. They name nobody, so that no youth's key seals them: the team's does. */
export const adviceTextSchema = fewLinesText;

const instant = z.iso.datetime();

/** What a worker asks, and what the supervisor answers. */
export const adviceWordsSchema = z.object({ text: adviceTextSchema, answer: adviceTextSchema.optional() });

/**
 * A question of a worker to a clinical supervisor in private, and the answer, as they are kept. Only these two ever read it;
 * it leaves after 90 days.
 */
export const clinicalAdviceSchema = z.object({
  adviceId: z.string().min(1),
  organisation: z.string().min(1),
  unit: z.string().min(1),
  author: z.string().min(1),
  supervisor: z.string().min(1),
  askedAt: instant,
  answeredAt: instant.optional(),
  /** The words, sealed with the team's key. */
  content: z.string(),
  /** Seconds since the epoch. */
  expiresAt: z.int(),
});
export type ClinicalAdvice = z.infer<typeof clinicalAdviceSchema>;

/** The same, opened. */
export type OpenedAdvice = Omit<ClinicalAdvice, 'content'> & z.infer<typeof adviceWordsSchema>;
