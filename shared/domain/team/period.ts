/** From a day or a moment to another; both as text that sorts. */
export type Period = { readonly from: string; readonly until: string };
export type AskedPeriod = { readonly from?: string | undefined; readonly until?: string | undefined };

export type PeriodRefusal = 'dates-missing' | 'ends-before-it-begins' | 'already-over' | 'too-far-away';

type Ends = {
  /** Whether `until` itself belongs to the period, as a last day does and a moment does not. */
  readonly included: boolean;
  readonly now: string;
  /** The last day or moment that may be asked for, and the first. */
  readonly latest: string;
  readonly earliest: string;
};

/** The period, or why it is none that can still be asked for. `now` is of the same kind as its ends. */
export const periodOf = (
  { from, until }: AskedPeriod,
  { included, now, latest, earliest }: Ends,
): Period | PeriodRefusal => {
  if (from === undefined || until === undefined) return 'dates-missing';
  const isAfter = (later: string, earlier: string): boolean => later > earlier || (included && later === earlier);
  if (!isAfter(until, from)) return 'ends-before-it-begins';
  if (!isAfter(until, now)) return 'already-over';
  return until > latest || from < earliest ? 'too-far-away' : { from, until };
};
