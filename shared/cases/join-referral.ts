import { whoIsToldNow } from '../access/told-now.ts';
import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import type { TeamStore } from '../store/team-store.ts';
import { calendarOf } from '../time/quebec.ts';
import { append } from './chain.ts';

type Dependencies = {
  readonly store: Pick<CaseStore, 'readCases' | 'puts'>;
  readonly lists: Pick<CaseLists, 'ofMandate'>;
  readonly team: Pick<TeamStore, 'read'>;
  readonly notices: Pick<NoticeStore, 'puts'>;
};

/** Cases of a page of the mandate's list that are looked through for a reference. */
const pageSize = 50;
const referenceLength = 6;

const isLive = ({ status }: Case): boolean => status !== 'closing' && status !== 'closed';

/** A new referral of a person who has a case already is an event on that case, never a second one. */
export const makeJoinReferral = ({ store, lists, team, notices }: Dependencies) => {
  const byReference = async (reference: string, { organisation, unit }: Case): Promise<Case | undefined> => {
    let after: string | undefined;
    do {
      const listed = await lists.ofMandate(organisation, unit, { status: 'open', after, limit: pageSize });
      const read = await store.readCases(listed.map(({ caseId }) => caseId));
      const found = read.find((one) => one.reference === reference);
      if (found) return found;
      after = listed.length < pageSize ? undefined : listed.at(-1)?.sort;
    } while (after !== undefined);
    return undefined;
  };

  return {
    /**
     * The case that somebody names as the same person's, by its id or by the reference that people see; it is open still.
     * @throws ProblemError `unknown-case`, `other-case-closed`
     */
    find: async (named: string, found: Case, membership: Membership): Promise<Case> => {
      const asked = named.trim();
      const other =
        asked.length === referenceLength
          ? await byReference(asked.toUpperCase(), found)
          : (await store.readCases([asked])).at(0);
      const isOther = other !== undefined && other.caseId !== found.caseId;
      if (!isOther || !may(membership, 'case:read', other)) throw new ProblemError('unknown-case');
      if (!isLive(other)) throw new ProblemError('other-case-closed');
      return other;
    },

    /** The other case with the referral joined to it, and its worker told: at once of an urgent one. */
    puts: async (referral: Case, other: Case, { actor, now }: { readonly actor: string; readonly now: string }) => {
      const { caseId, reference, intensity } = referral;
      const joined = [...(other.joined ?? []), { caseId, reference, intensity, at: now }];
      const { next, event } = append({ ...other, joined }, { type: 'referral-joined', at: now, actor });
      const people = await team.read(other.organisation, other.unit, now);
      const isUrgent = intensity === 'intensive';
      const told = whoIsToldNow({ found: other, isUrgent, calendar: calendarOf(people.hours), now }, people);
      return [
        store.puts.changedCase(next, other),
        store.puts.event(event),
        ...told
          .filter(({ sub }) => sub !== actor)
          .flatMap(({ sub, tellAt }) =>
            notices.puts.told({
              sub,
              noticeId: `joined-${caseId}`,
              recordedAt: now,
              tellAt,
              about: { kind: 'referral-joined', caseId: other.caseId, reference: other.reference },
            }),
          ),
      ] satisfies readonly Put[];
    },
  };
};

/** The case to which a referral was joined, without it: they were two people after all. */
export const separated = (
  store: Pick<CaseStore, 'puts'>,
  other: Case,
  { caseId, actor, now }: { readonly caseId: string; readonly actor: string; readonly now: string },
): readonly Put[] => {
  const joined = (other.joined ?? []).filter((one) => one.caseId !== caseId);
  const { next, event } = append({ ...other, joined }, { type: 'referral-separated', at: now, actor });
  return [store.puts.changedCase(next, other), store.puts.event(event)];
};
