import type { Membership } from '../access/membership.ts';
import { areColleagues } from '../access/stand-ins.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import { periodOf, type AskedPeriod } from '../domain/team/period.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import { dayOf } from '../time/opening.ts';
import { quebecCalendar } from '../time/quebec.ts';
import { allowedMember } from './authorised.ts';
import type { HandOver } from './hand-over.ts';
import type { Clock } from './ports.ts';
import { daysFrom } from '../time/days-from.ts';
import { retrying } from './retrying.ts';

/** Who asks; and for whom, where a coordinator does it for somebody of their team. */
type Asking = { readonly sub: string; readonly member?: string | undefined };
type Absence = NonNullable<Membership['absence']>;

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read' | 'change'>;
  readonly team: Pick<TeamStore, 'read'>;
  readonly handOver: HandOver;
  readonly clock: Clock;
};

/** Days away and who stands in, said by oneself or by a coordinator of the team. */
export const makeAbsences = ({ members, team, handOver, clock }: Dependencies) => {
  const today = (): string => dayOf(quebecCalendar, clock.now());

  const concerned = async ({ sub, member }: Asking): Promise<Membership> => {
    const caller = allowedMember(await members.read(sub), member === undefined ? 'absence:own' : 'absence:team');
    if (member === undefined) return caller;
    const found = await members.read(member);
    if (!found || !areColleagues(found, caller)) throw new ProblemError('unknown-colleague');
    return found;
  };

  const checkedBackup = async (absent: Membership, backup: string): Promise<string> => {
    if (backup === absent.sub) throw new ProblemError('backup-is-oneself');
    const found = await members.read(backup);
    if (!found || !areColleagues(found, absent)) throw new ProblemError('unknown-colleague');
    // The clinical supervisor is nobody's rung, and so is asked for nobody but another one.
    if (found.role === 'supervisor' && absent.role !== 'supervisor') throw new ProblemError('backup-is-supervisor');
    return backup;
  };

  const absenceOf = (asked: AskedPeriod): Absence => {
    const now = today();
    const period = periodOf(asked, { included: true, now, earliest: daysFrom(now, -366), latest: daysFrom(now, 731) });
    if (typeof period === 'string') throw new ProblemError(period);
    return period;
  };

  /** Reads, decides and writes again when an administrator wrote in between. */
  const changing = (asking: Asking, decide: (found: Membership) => Promise<Membership>): Promise<Membership> =>
    retrying(async () => {
      const found = await concerned(asking);
      const changed = await decide(found);
      await members.change(changed, found);
      return changed;
    });

  return {
    /**
     * Registers an absence in place of an earlier one, and hands over what waits for those days.
     * @throws ProblemError `forbidden`, `unknown-colleague`, `backup-is-oneself`, and what a period is refused for
     */
    register: async (
      asking: Asking,
      sent: Sent<AskedPeriod & { readonly backup?: string | undefined }>,
    ): Promise<Membership> => {
      const changed = await changing(asking, async (found) => {
        const { backup, ...period } = sent();
        return {
          ...found,
          absence: absenceOf(period),
          ...(backup !== undefined && { backup: await checkedBackup(found, backup) }),
        };
      });
      const { organisation, mandate } = changed;
      const people = await team.read(organisation, mandate.unit, clock.now());
      await handOver({ absent: changed, team: people, actor: asking.sub });
      return changed;
    },

    /** Ends an absence; what was handed over stays so. @throws ProblemError `forbidden`, `unknown-colleague` */
    end: (asking: Asking): Promise<Membership> =>
      changing(asking, ({ absence: _ended, ...found }) => Promise.resolve(found)),

    /** Names who stands in, for every absence to come; nobody when `null`. */
    nameBackup: (sub: string, sent: Sent<{ readonly backup: string | null }>): Promise<Membership> =>
      changing({ sub }, async ({ backup: _before, ...found }) => {
        const { backup } = sent();
        return backup === null ? found : { ...found, backup: await checkedBackup(found, backup) };
      }),
  };
};

export type Absences = ReturnType<typeof makeAbsences>;
