import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import { isSessionDue, themesSchema } from '../../../shared/domain/team/clinical-session.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import type { TeamStore } from '../../../shared/store/team-store.ts';
import { dayOf } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import type { TeamVault } from '../../../shared/vault/team-vault.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly team: Pick<TeamStore, 'sessions'>;
  readonly vault: Pick<TeamVault, 'open'>;
  readonly clock: Clock;
};

/** The team’s sessions, and whether this month’s is still to be planned. */
export const makeListSessions =
  ({ members, team, vault, clock }: Dependencies) =>
  async ({ sub }: RequestOf<typeof routes.listSessions>): Promise<Reply> => {
    const { organisation, mandate } = allowedMember(await members.read(sub), 'session:read');
    const sessions = await team.sessions(organisation, mandate.unit);
    const items = await Promise.all(
      sessions.map(async ({ date, content, by }) => {
        const themes = await vault.open({ organisation, unit: mandate.unit }, ['clinical-session', date], content);
        return themes === undefined ? [] : [{ date, themes: themesSchema.parse(themes), by }];
      }),
    );
    return {
      status: 200,
      body: { items: items.flat(), due: isSessionDue(sessions, dayOf(quebecCalendar, clock.now())) },
    };
  };
