import * as z from 'zod';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** What a referrer keeps: random per submission, and nothing about what became of it. */
const receiptSchema = z.object({
  receiptId: z.string(),
  receivedAt: z.iso.datetime(),
  /** `sub` of the referrer. */
  by: z.string(),
  /** Seconds since the epoch; a receipt can be read for 90 days. */
  expiresAt: z.int(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const receiptItem = itemFamily('receipt', receiptSchema, ({ receiptId }) => keys.receipt(receiptId));
