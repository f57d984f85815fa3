import type { Membership } from '../access/membership.ts';
import { membershipItem } from './items/membership-item.ts';
import { indexes, indexKeys, keys, type Key } from './keys.ts';
import type { RecordTable } from './record-table.ts';

const teamLimit = 100;

/** Who people are here. */
export const makeMembershipStore = (table: RecordTable) => {
  const readAll = async (wanted: readonly Key[]): Promise<readonly Membership[]> =>
    (await table.batchRead(wanted)).flatMap((row) => (row ? [membershipItem.fromRow(row)] : []));

  return {
    read: async (sub: string): Promise<Membership | undefined> => (await readAll([keys.membership(sub)]))[0],

    /** The support mandate's members, among the first 100 of its organisation; re-read consistently: the index may be stale. */
    team: async (organisation: string, unit: string): Promise<readonly Membership[]> => {
      const found = await table.queryIndex(indexes.organisation, {
        pk: indexKeys.team(organisation),
        after: '',
        before: '\uffff',
        limit: teamLimit,
      });
      const members = await readAll(found.map(({ key }) => key));
      return members.filter(
        ({ organisation: own, mandate }) => own === organisation && mandate.unit === unit && mandate.kind === 'support',
      );
    },

    /** Gives an account its membership, or replaces it. No condition: an administrator's word is the last one. */
    write: (membership: Membership): Promise<void> =>
      table.transact([{ name: 'membership', table: table.table, row: membershipItem.toRow(membership) }]),
  };
};

export type MembershipStore = ReturnType<typeof makeMembershipStore>;
