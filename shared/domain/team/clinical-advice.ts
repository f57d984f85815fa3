import * as z from 'zod';
import { fewLinesText } from '../bounds/people-text.ts';

/** A few lines. They name nobody: no youth's key seals them. */
export const adviceTextSchema = fewLinesText;

const instant = z.iso.datetime();

/** What a worker asks a clinical supervisor in private, and the answer. Only these two ever read it; it leaves after 90 days. */
export const clinicalAdviceSchema = z.object({
  adviceId: z.string().min(1),
  organisation: z.string().min(1),
  unit: z.string().min(1),
  author: z.string().min(1),
  supervisor: z.string().min(1),
  askedAt: instant,
  text: adviceTextSchema,
  answer: adviceTextSchema.optional(),
  answeredAt: instant.optional(),
  /** Seconds since the epoch. */
  expiresAt: z.int(),
});
export type ClinicalAdvice = z.infer<typeof clinicalAdviceSchema>;
