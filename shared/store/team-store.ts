import type { Membership } from '../access/membership.ts';
import { usualHours, type OnCall, type WorkingHours } from '../domain/team/organisation.ts';
import { hoursItem, rosterItem } from './items/organisation-items.ts';
import { keys } from './keys.ts';
import { isOfTeam, readOrganisation } from './membership-store.ts';
import type { RecordTable, Row } from './record-table.ts';

/** Who could be asked on behalf of a mandate, and when. */
export type Team = {
  /** The mandate's members, then the organisation's direction. */
  readonly members: readonly Membership[];
  readonly hours: WorkingHours;
  /** Entries of the roster that are not over, in order. */
  readonly onCall: readonly OnCall[];
};

const hoursIn = (row: Row | undefined): WorkingHours => (row ? hoursItem.fromRow(row).hours : usualHours);

/** What an organisation says of its people: who they are, when they work, who is on call. */
export const makeTeamStore = (table: RecordTable) => ({
  /** Members, hours and roster as they stand; two calls for up to 98 accounts. @param now ISO 8601, UTC */
  read: async (organisation: string, unit: string, now: string): Promise<Team> => {
    const beside = [keys.hours(organisation), keys.roster(organisation, unit)];
    const { members, rows } = await readOrganisation(table, organisation, beside);
    const [hours, roster] = rows;
    const team = members.filter((one) => isOfTeam(one, unit));
    const direction = members.filter(({ role, mandate }) => role === 'director' && mandate.kind === 'program');
    const entries = roster ? rosterItem.fromRow(roster).entries : [];
    return {
      members: [...team, ...direction],
      hours: hoursIn(hours),
      onCall: entries.filter(({ until }) => until > now),
    };
  },

  hours: async (organisation: string): Promise<WorkingHours> => {
    const [row] = await table.batchRead([keys.hours(organisation)]);
    return hoursIn(row);
  },
});

export type TeamStore = ReturnType<typeof makeTeamStore>;
