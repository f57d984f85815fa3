import type { Membership } from '../access/membership.ts';
import { membershipItem } from './items/membership-item.ts';
import { indexes, indexKeys, keys, type Key } from './keys.ts';
import type { RecordTable, Row } from './record-table.ts';

const mostMembers = 500;

/**
 * The accounts of an organisation, among its first 500; re-read consistently, for the index may be stale. Rows of `beside`
 * are read in the same call.
 */
export const readOrganisation = async (
  table: RecordTable,
  organisation: string,
  beside: readonly Key[] = [],
): Promise<{ readonly members: readonly Membership[]; readonly rows: readonly (Row | undefined)[] }> => {
  const found = await table.queryIndex(indexes.organisation, {
    pk: indexKeys.team(organisation),
    after: '',
    before: '\uffff',
    limit: mostMembers,
  });
  const read = await table.batchRead([...beside, ...found.map(({ key }) => key)]);
  const members = read.slice(beside.length).flatMap((row) => (row ? [membershipItem.fromRow(row)] : []));
  return { members: members.filter((one) => one.organisation === organisation), rows: read.slice(0, beside.length) };
};

/** Whether somebody works with youths, or administers, in that mandate. */
export const isOfTeam = ({ mandate }: Membership, unit: string): boolean =>
  mandate.unit === unit && mandate.kind === 'support';

/** Who people are here. */
export const makeMembershipStore = (table: RecordTable) => ({
  read: async (sub: string): Promise<Membership | undefined> => {
    const [row] = await table.batchRead([keys.membership(sub)]);
    return row && membershipItem.fromRow(row);
  },

  /** The support mandate's members. */
  team: async (organisation: string, unit: string): Promise<readonly Membership[]> =>
    (await readOrganisation(table, organisation)).members.filter((one) => isOfTeam(one, unit)),

  /** The support mandates of an organisation, by their units. */
  units: async (organisation: string): Promise<readonly string[]> => {
    const { members } = await readOrganisation(table, organisation);
    return [...new Set(members.filter(({ mandate }) => mandate.kind === 'support').map(({ mandate }) => mandate.unit))];
  },

  /**
   * Writes what somebody says of themself: absence, backup.
   * @throws WriteRefusedError when their role or mandate is no longer what was read: an administrator’s word stands
   */
  change: (value: Membership, { role, organisation, mandate }: Membership): Promise<void> =>
    table.transact([
      {
        name: 'membership',
        table: table.table,
        row: membershipItem.toRow(value),
        when: {
          expression:
            '#role = :role AND organisation = :organisation AND mandate.#unit = :unit AND mandate.kind = :kind',
          names: { '#role': 'role', '#unit': 'unit' },
          values: { ':role': role, ':organisation': organisation, ':unit': mandate.unit, ':kind': mandate.kind },
        },
      },
    ]),

  /** Gives an account its membership, or replaces it. No condition: an administrator's word is the last one. */
  write: (membership: Membership): Promise<void> =>
    table.transact([{ name: 'membership', table: table.table, row: membershipItem.toRow(membership) }]),
});

export type MembershipStore = ReturnType<typeof makeMembershipStore>;
