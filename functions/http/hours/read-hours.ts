import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read'>; readonly team: Pick<TeamStore, 'hours'> };

export const makeReadHours =
  ({ members, team }: Dependencies) =>
  async ({ sub }: RequestOf<typeof routes.readHours>): Promise<Reply> => {
    const { organisation } = allowedMember(await members.read(sub), 'hours:read');
    return { status: 200, body: await team.hours(organisation) };
  };
