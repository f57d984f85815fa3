import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { CaseSummary } from '../api/schemas/case.ts';
import type { Case } from '../domain/case/case.ts';
import { choicesOf } from '../domain/case/complete.ts';
import type { CaseLists, ListWindow } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import { allowedMember } from './authorised.ts';
import { summaryOf } from './case-view.ts';
import type { Clock, PathwayOf } from './ports.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly members: MembershipStore;
  readonly clock: Clock;
  readonly pathwayOf: PathwayOf;
};

export type CasePage = { readonly items: readonly CaseSummary[]; readonly after: string | undefined };

/** Lists of cases. Every page is re-read consistently, and what was re-read is authorised: an index may be stale. */
export const makeListCases = ({ store, lists, members, clock, pathwayOf }: Dependencies) => {
  const page = async (
    membership: Membership,
    window: ListWindow,
    isWanted: (found: Case) => boolean,
  ): Promise<CasePage> => {
    const { sub, role, organisation, mandate } = membership;
    const { after, status } = window;
    // A place in another list is no place in this one.
    if (after !== undefined && !after.startsWith(`${status}#`)) throw new ProblemError('bad-cursor');
    const listed =
      role === 'caseworker'
        ? await lists.ofWorker(sub, window)
        : await lists.ofMandate(organisation, mandate.unit, window);
    const found = await store.readCases(listed.map(({ caseId }) => caseId));
    const now = clock.now();
    const items = found
      .filter((one) => may(membership, 'case:read', one) && isWanted(one))
      .map((one) => summaryOf(one, pathwayOf(one.pathway), now));
    return { items, after: listed.length < window.limit ? undefined : listed.at(-1)?.sort };
  };

  const member = async (sub: string): Promise<Membership> => allowedMember(await members.read(sub), 'case:list');

  const isMine = ({ role }: Membership, { pathway, step }: Case): boolean =>
    step.state === 'open' &&
    choicesOf(pathwayOf(pathway), step.id).some(({ roles }) => (roles as readonly string[]).includes(role));

  return {
    /** All cases that the caller may see. @throws ProblemError `no-membership`, `forbidden`, `bad-cursor` */
    all: async (sub: string, window: ListWindow): Promise<CasePage> =>
      page(await member(sub), window, ({ status }) => (window.status === 'closed') === (status === 'closed')),

    /** Those whose open step waits for somebody of the caller's role. @throws ProblemError `no-membership`, `forbidden` */
    worklist: async (sub: string, window: Omit<ListWindow, 'status'>): Promise<CasePage> => {
      const membership = await member(sub);
      return page(membership, { ...window, status: 'open' }, (found) => isMine(membership, found));
    },
  };
};

export type ListCases = ReturnType<typeof makeListCases>;
