import { membershipSchema } from '../../access/membership.ts';
import { indexKeys, keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

/** Stands in the organisation's index too, as its team. */
export const membershipItem = itemFamily(
  'membership',
  membershipSchema,
  ({ sub }) => keys.membership(sub),
  ({ sub, role, organisation }) => ({ organisationPk: indexKeys.team(organisation), listKey: `${role}#${sub}` }),
  { absence: () => undefined, backup: () => undefined },
);
