import { areColleagues } from '../access/stand-ins.ts';
import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { OnCall, Roster } from '../domain/team/organisation.ts';
import { periodOf, type AskedPeriod } from '../domain/team/period.ts';
import { addToRoster, takeOffRoster } from '../domain/team/roster.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import { allowedMember } from './authorised.ts';
import type { Clock, Ids } from './ports.ts';
import { daysFrom } from '../time/days-from.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly team: Pick<TeamStore, 'roster' | 'setRoster'>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** A moment as everything stores it, whatever the offset it came with. */
const stored = (at: string | undefined): string | undefined => at && new Date(at).toISOString();

/** Who is on call for a mandate at night and on days off. */
export const makeRosters = ({ members, team, clock, ids }: Dependencies) => {
  const rosterOf = ({ organisation, mandate }: Membership): Promise<Roster> => team.roster(organisation, mandate.unit);

  const checkedShift = async (caller: Membership, { member, ...asked }: AskedPeriod & { readonly member: string }) => {
    const now = clock.now();
    const period = periodOf(
      { from: stored(asked.from), until: stored(asked.until) },
      { included: false, now, earliest: daysFrom(now, -31), latest: daysFrom(now, 366) },
    );
    if (typeof period === 'string') throw new ProblemError(period);
    const found = await members.read(member);
    if (!found || !areColleagues(found, caller)) throw new ProblemError('unknown-colleague');
    return { sub: found.sub, ...period };
  };

  return {
    /** What is not over yet, in order. @throws ProblemError `forbidden` */
    list: async (sub: string): Promise<readonly OnCall[]> => {
      const { entries } = await rosterOf(allowedMember(await members.read(sub), 'roster:read'));
      return entries.filter(({ until }) => until > clock.now());
    },

    /** @throws ProblemError `forbidden`, `unknown-colleague`, `roster-overlaps`, `roster-full`, and what a period is refused for */
    add: (sub: string, sent: Sent<AskedPeriod & { readonly member: string }>): Promise<OnCall> =>
      retrying(async () => {
        const caller = allowedMember(await members.read(sub), 'roster:write');
        const shift = await checkedShift(caller, sent());
        const now = clock.now();
        const { organisation, mandate } = caller;
        const entry = { entryId: ids.sortable(now), organisation, unit: mandate.unit, ...shift };
        const changed = addToRoster(await rosterOf(caller), entry, now);
        if (typeof changed === 'string') throw new ProblemError(changed);
        await team.setRoster(changed);
        return entry;
      }),

    /** Takes an entry off; one that is not there is off already. @throws ProblemError `forbidden` */
    takeOff: (sub: string, entryId: string): Promise<readonly OnCall[]> =>
      retrying(async () => {
        const roster = await rosterOf(allowedMember(await members.read(sub), 'roster:write'));
        const now = clock.now();
        const changed = takeOffRoster(roster, entryId, now);
        if (changed !== roster) await team.setRoster(changed);
        return changed.entries.filter(({ until }) => until > now);
      }),
  };
};

export type Rosters = ReturnType<typeof makeRosters>;
