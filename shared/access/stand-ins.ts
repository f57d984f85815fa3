import { caseRoles } from '../domain/vocabulary.ts';
import type { Membership } from './membership.ts';

/** Whether somebody is away on a day, as YYYY-MM-DD on the clocks of their organisation. */
export const isAway = ({ absence }: Pick<Membership, 'absence'>, day: string): boolean =>
  absence !== undefined && absence.from <= day && day <= absence.until;

/** Whether two people have a role on the cases of one mandate. */
export const areColleagues = (one: Membership, other: Membership): boolean =>
  [one, other].every(({ role, mandate }) => mandate.kind === 'support' && isCaseRole(role)) &&
  one.organisation === other.organisation &&
  one.mandate.unit === other.mandate.unit;

const isCaseRole = (role: Membership['role']): boolean => (caseRoles as readonly string[]).includes(role);

/** Their backup, when that is a colleague still, and there on that day. */
const backupOf = (absent: Membership, team: readonly Membership[], day: string): Membership | undefined =>
  team.find(
    (one) => one.sub === absent.backup && one.sub !== absent.sub && areColleagues(one, absent) && !isAway(one, day),
  );

/**
 * Who stands in for somebody on a day that they are away: their backup; without one the other coordinators of the mandate, each
 * replaced by their own backup when away. Nobody, in a team without either.
 */
export const standInsOf = (absent: Membership, team: readonly Membership[], day: string): readonly Membership[] => {
  const backup = backupOf(absent, team, day);
  if (backup) return [backup];
  const coordinators = team.filter(
    (one) => one.role === 'coordinator' && one.sub !== absent.sub && areColleagues(one, absent),
  );
  const present = coordinators.flatMap((one) => (isAway(one, day) ? (backupOf(one, team, day) ?? []) : one));
  return [...new Map(present.filter(({ sub }) => sub !== absent.sub).map((one) => [one.sub, one])).values()];
};
