import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import { daysFrom } from '../../../shared/time/days-from.ts';
import { quebecDayOf } from '../../../shared/time/opening.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';
import type { TeamVault } from '../../../shared/vault/team-vault.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly team: Pick<TeamStore, 'setSession'>;
  readonly vault: Pick<TeamVault, 'seal'>;
  readonly clock: Clock;
};

export const makeWriteSession =
  ({ members, team, vault, clock }: Dependencies) =>
  async ({ sub, body }: RequestOf<typeof routes.writeSession>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'session:write');
    const { date, themes } = body();
    const today = quebecDayOf(clock.now());
    if (date < daysFrom(today, -366) || date > daysFrom(today, 366)) throw new ProblemError('too-far-away');
    const own = { organisation, unit: mandate.unit };
    const content = await vault.seal(own, ['clinical-session', date], themes);
    await team.setSession({ ...own, date, by: sub, content });
    return { status: 201, body: { date, themes, by: sub } };
  };
