import * as z from 'zod';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** What somebody typed and has not sent yet; kept by step, so that it is there again when the case comes back to it. */
const draftRecordSchema = z.object({
  caseId: z.string(),
  step: z.string(),
  by: z.string(),
  savedAt: z.iso.datetime(),
  /** Sealed: the outcome and the answers. */
  content: z.string(),
  /** Seconds since the epoch. */
  expiresAt: z.int(),
});
export type Draft = z.infer<typeof draftRecordSchema>;

export const draftItem = itemFamily('draft', draftRecordSchema, ({ caseId, step, by }) => keys.draft(caseId, step, by));
