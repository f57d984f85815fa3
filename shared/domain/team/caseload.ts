import * as z from 'zod';

/** Where a caseload is worth a talk, and where it is past what one person should carry (Cure Violence: 15 to 20 a worker). */
const worthATalk = 15;
const tooMany = 20;

/** How many cases have to be counted to know: one more stands for all above. */
export const caseloadCounted = tooMany + 1;

/** Open cases of which somebody is the responsible worker; 21 stands for more than 20. A warning refuses nothing. */
export const caseloadSchema = z.object({
  open: z.int().min(0).max(caseloadCounted),
  warning: z.enum(['none', 'high', 'over']),
});
export type Caseload = z.infer<typeof caseloadSchema>;

export const caseloadOf = (open: number): Caseload => ({
  open,
  warning: open >= tooMany ? 'over' : open >= worthATalk ? 'high' : 'none',
});
