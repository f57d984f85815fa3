import type { Membership } from './membership.ts';

/** Whether somebody is away on a day, as YYYY-MM-DD on the clocks of their organisation. */
export const isAway = ({ absence }: Pick<Membership, 'absence'>, day: string): boolean =>
  absence !== undefined && absence.from <= day && day <= absence.until;
