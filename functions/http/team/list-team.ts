import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

/** The caller's colleagues, for forms that name one. */
export const makeListTeam =
  ({ members }: { readonly members: MembershipStore }) =>
  async ({ sub }: RequestOf<typeof routes.listTeam>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'team:read');
    const team = await members.team(organisation, mandate.unit);
    const items = team.map((one) => ({ member: one.sub, name: one.name, role: one.role }));
    return { status: 200, body: { items } };
  };
