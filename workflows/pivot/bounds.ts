import { momentWithin, plannedWithin } from '../../shared/domain/pathway/date-bounds.ts';

/*
 * How far away the dates may lie that people type. Every number is a default to be confirmed by the program (docs/atelier.md).
 * What puts off the next contact lies within 30 days, so that nobody goes longer without somebody hearing of them.
 */

/** The next try to reach somebody. */
export const nextTry = plannedWithin({
  by: 'intensity',
  of: { intensive: 'P7D', sustained: 'P14D', regular: 'P30D', light: 'P30D' },
});

/** Talking about consent again: in the person's own time, and never in the far future. */
export const talkAgain = plannedWithin('P30D');

/** The next review, within the quarter for the closer intensities. The contact clock goes on meanwhile. */
export const nextReview = plannedWithin({
  by: 'intensity',
  of: { intensive: 'P92D', sustained: 'P92D', regular: 'P120D', light: 'P120D' },
});

/** The end of a suspension, by its reason. Contact is due every 30 days through it all. */
export const suspendedUntil = plannedWithin({
  by: 'reason',
  of: { detention: 'P365D', hospital: 'P90D', away: 'P90D', 'youth-asks': 'P30D' },
});

/** The day before which nobody knocks again. */
export const notBefore = plannedWithin('P365D');

/** The next check after urgent help. */
export const nextCheck = momentWithin('P14D');
