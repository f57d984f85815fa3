import * as z from 'zod';
import { instantSchema } from './common.ts';

/** More fields than any form of ours has. */
const mostFields = 100;

const draftAnswers = z
  .record(z.string().max(64), z.unknown())
  .refine((answers) => Object.keys(answers).length <= mostFields)
  .meta({ maxProperties: mostFields });

/** A form of the open step, as far as it is filled: nothing is checked before it is sent. */
export const draftSchema = z
  .strictObject({ outcome: z.string().max(64).optional(), answers: draftAnswers })
  .meta({ id: 'Draft' });

export const draftViewSchema = z
  .object({
    step: z.string(),
    outcome: z.string().optional(),
    answers: z.record(z.string(), z.unknown()),
    savedAt: instantSchema,
    /** How many colleagues have a draft of this step as well; what they wrote is theirs until they send it. */
    others: z.int().nonnegative(),
  })
  .meta({ id: 'KeptDraft' });
export type DraftView = z.infer<typeof draftViewSchema>;
