import * as z from 'zod';

/** Since when nothing is asked of anybody any more: the youth has died. And where the case goes on, if that was a mistake. */
export const restSchema = z.object({
  since: z.iso.datetime(),
  step: z.string(),
  /** Milliseconds that the step still had. */
  remaining: z.number().nonnegative().optional(),
});
