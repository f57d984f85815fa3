import type { Membership } from '../access/membership.ts';
import type { ClinicalSession } from '../domain/team/clinical-session.ts';
import { usualHours, type OnCall, type Roster, type WorkingHours } from '../domain/team/organisation.ts';
import { hoursItem, rosterItem, sessionItem } from './items/organisation-items.ts';
import { keys } from './keys.ts';
import { isOfTeam, readOrganisation } from './membership-store.ts';
import type { RecordTable } from './record-table.ts';
import { isNew, type Row } from './writes.ts';

/** Who could be asked on behalf of a mandate, and when. */
export type Team = {
  /** The mandate's members, then the organisation's direction. */
  readonly members: readonly Membership[];
  readonly hours: WorkingHours;
  /** Entries of the roster that are not over, in order. */
  readonly onCall: readonly OnCall[];
};

/** How many sessions are shown: two years of them. */
const sessionsShown = 24;

/** What an organisation says of its people: who they are, when they work, who is on call, when they meet. */
export const makeTeamStore = (table: RecordTable) => {
  const hoursIn = (row: Row | undefined): WorkingHours => table.readable(hoursItem, row)?.hours ?? usualHours;
  const replace = (name: string, row: Row): Promise<void> => table.replace([{ name, table: table.table, row }]);

  return {
    /** Members, hours and roster as they stand; two calls for up to 98 accounts. @param now ISO 8601, UTC */
    read: async (organisation: string, unit: string, now: string): Promise<Team> => {
      const beside = [keys.hours(organisation), keys.roster(organisation, unit)];
      const { members, rows } = await readOrganisation(table, organisation, beside);
      const [hours, roster] = rows;
      const team = members.filter((one) => isOfTeam(one, unit));
      const direction = members.filter(({ role, mandate }) => role === 'director' && mandate.kind === 'program');
      const entries = table.readable(rosterItem, roster)?.entries ?? [];
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

    /** The last word on when people work is the one that counts. */
    setHours: (organisation: string, hours: WorkingHours): Promise<void> =>
      replace('hours', hoursItem.toRow({ organisation, hours })),

    /** The roster of a mandate as it was written last, with what is over since. */
    roster: async (organisation: string, unit: string): Promise<Roster> => {
      const [row] = await table.batchRead([keys.roster(organisation, unit)]);
      return table.readable(rosterItem, row) ?? { organisation, unit, entries: [], version: 0 };
    },

    /** @throws WriteRefusedError when it is not the version after the one that stands */
    setRoster: (roster: Roster): Promise<void> =>
      table.transact([
        {
          name: 'roster',
          table: table.table,
          row: rosterItem.toRow(roster),
          when:
            roster.version === 1
              ? isNew
              : {
                  expression: '#version = :read',
                  names: { '#version': 'version' },
                  values: { ':read': roster.version - 1 },
                },
        },
      ]),

    /** Sessions of a team, the latest first. */
    sessions: async (organisation: string, unit: string): Promise<readonly ClinicalSession[]> => {
      const { pk, sk: prefix } = keys.session(organisation, unit, '');
      const rows = await table.queryCase(pk, { prefix, limit: sessionsShown, newestFirst: true });
      return rows.flatMap((row) => table.readable(sessionItem, row) ?? []);
    },

    /** A session of the same day is corrected by writing it again. */
    setSession: (session: ClinicalSession): Promise<void> => replace('clinical-session', sessionItem.toRow(session)),
  };
};

export type TeamStore = ReturnType<typeof makeTeamStore>;
