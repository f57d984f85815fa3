import * as z from 'zod';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** Redrives, entries and retries of the waiting state, oldest first: of two tokens the one with the greater order is alive. */
export const orderSchema = z.object({
  redrive: z.int().nonnegative(),
  entered: z.string(),
  retry: z.int().nonnegative(),
});
export type Order = z.infer<typeof orderSchema>;

/** Whether `one` was handed out after `other`. */
export const isLater = (one: Order, other: Order): boolean => {
  if (one.redrive !== other.redrive) return one.redrive > other.redrive;
  if (one.entered !== other.entered) return one.entered > other.entered;
  return one.retry > other.retry;
};

/** The task token of the open visit; up to 2 KB, so apart from the case. */
const callbackSchema = z.object({
  caseId: z.string(),
  generation: z.string(),
  visit: z.int().positive(),
  token: z.string(),
  order: orderSchema,
});
export type Callback = z.infer<typeof callbackSchema>;

export const callbackItem = itemFamily('callback', callbackSchema, ({ caseId }) => keys.callback(caseId));
