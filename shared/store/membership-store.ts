import { membershipSchema, type Membership } from '../access/membership.ts';
import { membershipItem } from './items/membership-item.ts';
import { indexes, indexKeys, keys, type Key } from './keys.ts';
import type { RecordTable } from './record-table.ts';
import { WriteRefusedError } from './write-refused.ts';
import { isNew, type Put, type Row } from './writes.ts';

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
  const members = read.slice(beside.length).flatMap((row) => table.readable(membershipItem, row) ?? []);
  return { members: members.filter((one) => one.organisation === organisation), rows: read.slice(0, beside.length) };
};

/** Whether somebody works with youths, or administers, in that mandate. */
export const isOfTeam = ({ mandate }: Membership, unit: string): boolean =>
  mandate.unit === unit && mandate.kind === 'support';

/** That every attribute which an account may have is as it was read. */
const asRead = (read: Membership): NonNullable<Put['when']> => {
  const fields = Object.keys(membershipSchema.shape) as (keyof Membership)[];
  const isThere = (field: keyof Membership) => read[field] !== undefined;
  return {
    expression: fields
      .map((field) => (isThere(field) ? `#${field} = :${field}` : `attribute_not_exists(#${field})`))
      .join(' AND '),
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: Object.fromEntries(fields.filter(isThere).map((field) => [`:${field}`, read[field]])),
  };
};

/** Who people are here. */
export const makeMembershipStore = (table: RecordTable) => ({
  read: async (sub: string): Promise<Membership | undefined> => {
    const [row] = await table.batchRead([keys.membership(sub)]);
    return table.readable(membershipItem, row);
  },

  /** The support mandate's members. */
  team: async (organisation: string, unit: string): Promise<readonly Membership[]> =>
    (await readOrganisation(table, organisation)).members.filter((one) => isOfTeam(one, unit)),

  /** The support mandates of an organisation, by their units. */
  units: async (organisation: string): Promise<readonly string[]> => {
    const { members } = await readOrganisation(table, organisation);
    return [...new Set(members.filter(({ mandate }) => mandate.kind === 'support').map(({ mandate }) => mandate.unit))];
  },

  /** Gives an account its membership; one that has one keeps it as it is. */
  admit: async (member: Membership): Promise<void> => {
    try {
      await table.transact([
        { name: 'membership', table: table.table, row: membershipItem.toRow(member), when: isNew },
      ]);
    } catch (error) {
      if (!(error instanceof WriteRefusedError)) throw error;
    }
  },

  /**
   * Writes what somebody says of themself: absence, backup.
   * @throws WriteRefusedError when anything of them is no longer what was read: what others said meanwhile stands
   */
  change: (value: Membership, read: Membership): Promise<void> =>
    table.transact([
      {
        name: 'membership',
        table: table.table,
        row: membershipItem.toRow(value),
        when: asRead(read),
      },
    ]),

  /** Gives accounts their membership, or replaces it: all or none. An administrator's word is the last one. */
  write: (...memberships: readonly Membership[]): Promise<void> =>
    table.replace(
      memberships.map((one) => ({ name: 'membership', table: table.table, row: membershipItem.toRow(one) })),
    ),
});

export type MembershipStore = ReturnType<typeof makeMembershipStore>;
