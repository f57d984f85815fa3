import * as z from 'zod';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** A command that was carried out: what it was, and what its first answer is made from. */
const idempotencySchema = z.object({
  hash: z.string(),
  /** SHA-256 of the request's target and body. */
  fingerprint: z.string(),
  /** Facts of the first answer, as the command recorded them; one text in the row, which is read once in a thousand times. */
  answer: z.string().transform((text) => JSON.parse(text) as Readonly<Record<string, unknown>>),
  /** Seconds since the epoch; reads treat what is past it as gone. */
  expiresAt: z.int(),
});
export type IdempotencyRecord = z.infer<typeof idempotencySchema>;

export const idempotencyItem = itemFamily(
  'idempotency',
  idempotencySchema,
  ({ hash }) => keys.idempotency(hash),
  ({ answer }) => ({ answer: JSON.stringify(answer) }),
);
