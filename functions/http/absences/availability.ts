import type { Membership } from '../../../shared/access/membership.ts';
import type { Reply } from '../../../shared/api/route.ts';

/** What a change of an absence or a backup is answered with. */
export const availabilityReply = async (changed: Promise<Membership>): Promise<Reply> => {
  const { sub: member, absence, backup } = await changed;
  return { status: 200, body: { member, absence, backup } };
};
