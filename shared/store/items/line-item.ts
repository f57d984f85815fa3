import * as z from 'zod';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** MAC of each row that a transaction wrote, by sort key. */
export const toldSchema = z.record(z.string(), z.string());

/**
 * A line about rows that were written without an event: which version of each stands now, and which it replaced. Lines are
 * added, never changed; an event holds the same in its `wrote`.
 */
const lineSchema = z.object({
  /** Partition key of the rows. */
  pk: z.string(),
  wrote: toldSchema,
  was: toldSchema,
});
export type Line = z.infer<typeof lineSchema>;

export const lineItem = itemFamily('line', lineSchema, ({ pk, wrote }) => keys.line(pk, Object.values(wrote)[0] ?? ''));
