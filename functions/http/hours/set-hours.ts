import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';

type Dependencies = { readonly members: Pick<MembershipStore, 'read'>; readonly team: Pick<TeamStore, 'setHours'> };

/** What is scheduled from now on goes by the new hours; what is scheduled already stays where it stands. */
export const makeSetHours =
  ({ members, team }: Dependencies) =>
  async ({ sub, body }: RequestOf<typeof routes.setHours>): Promise<Reply> => {
    const { organisation } = allowedMember(await members.read(sub), 'hours:write');
    const hours = body();
    if (hours.opens >= hours.closes) throw new ProblemError('ends-before-it-begins');
    await team.setHours(organisation, hours);
    return { status: 200, body: hours };
  };
