import { may } from '../../../shared/access/may.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Caseloads } from '../../../shared/cases/caseloads.ts';
import type { Clock } from '../../../shared/cases/ports.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';
import { dayOf } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read' | 'team'>;
  readonly caseloadOf: Caseloads;
  readonly clock: Clock;
};

/** An absence that is not over. */
const absenceOf = ({ absence }: Membership, today: string): Membership['absence'] =>
  absence && absence.until >= today ? absence : undefined;

/** The caller's colleagues: who they are, who is away and who stands in; their caseloads for those who assign and support. */
export const makeListTeam =
  ({ members, caseloadOf, clock }: Dependencies) =>
  async ({ sub }: RequestOf<typeof routes.listTeam>): Promise<Reply> => {
    const caller = allowedMember(await members.read(sub), 'team:read');
    const team = await members.team(caller.organisation, caller.mandate.unit);
    const today = dayOf(quebecCalendar, clock.now());
    const seesCaseload = (one: Membership): boolean =>
      may(one, 'case:list') && (one.sub === sub || may(caller, 'caseload:read'));
    const items = await Promise.all(
      team.map(async (one) => ({
        member: one.sub,
        name: one.name,
        role: one.role,
        absence: absenceOf(one, today),
        backup: one.backup,
        caseload: seesCaseload(one) ? await caseloadOf(one.sub) : undefined,
      })),
    );
    return { status: 200, body: { items } };
  };
