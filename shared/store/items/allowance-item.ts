import * as z from 'zod';

/** How often one account did something in one window; counted by DynamoDB itself, so that two at a time both count. */
export const allowanceSchema = z.object({
  kind: z.literal('allowance'),
  used: z.int().nonnegative(),
  /** Seconds since the epoch: the end of the window, whose number is part of the key. */
  expiresAt: z.int(),
});
