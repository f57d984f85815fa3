import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read'>; readonly team: Pick<TeamStore, 'setSession'> };

export const makeWriteSession =
  ({ members, team }: Dependencies) =>
  async ({ sub, body }: RequestOf<typeof routes.writeSession>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'session:write');
    const session = { ...body(), by: sub };
    await team.setSession({ organisation, unit: mandate.unit, ...session });
    return { status: 201, body: session };
  };
