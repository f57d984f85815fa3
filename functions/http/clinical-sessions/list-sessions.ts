import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import { isSessionDue } from '../../../shared/domain/team/clinical-session.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';
import { dayOf } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly team: Pick<TeamStore, 'sessions'>;
  readonly clock: Clock;
};

/** The team’s sessions, and whether this month’s is still to be planned. */
export const makeListSessions =
  ({ members, team, clock }: Dependencies) =>
  async ({ sub }: RequestOf<typeof routes.listSessions>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'session:read');
    const sessions = await team.sessions(organisation, mandate.unit);
    const items = sessions.map(({ date, themes, by }) => ({ date, themes, by }));
    return { status: 200, body: { items, due: isSessionDue(sessions, dayOf(quebecCalendar, clock.now())) } };
  };
