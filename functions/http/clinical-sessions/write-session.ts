import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import { daysFrom } from '../../../shared/time/days-from.ts';
import { quebecDayOf } from '../../../shared/time/opening.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly team: Pick<TeamStore, 'setSession'>;
  readonly clock: Clock;
};

export const makeWriteSession =
  ({ members, team, clock }: Dependencies) =>
  async ({ sub, body }: RequestOf<typeof routes.writeSession>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'session:write');
    const session = { ...body(), by: sub };
    const today = quebecDayOf(clock.now());
    if (session.date < daysFrom(today, -366) || session.date > daysFrom(today, 366))
      throw new ProblemError('too-far-away');
    await team.setSession({ organisation, unit: mandate.unit, ...session });
    return { status: 201, body: session };
  };
