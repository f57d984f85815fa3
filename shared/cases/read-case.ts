import type { Membership } from '../access/membership.ts';
import type { Reply } from '../api/route.ts';
import type { CaseSummary, CaseView } from '../api/schemas/case.ts';
import type { Case } from '../domain/case/case.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import { authorised, knownMember } from './authorised.ts';
import { namesColleague, summaryOf, viewOf, type Viewer } from './case-view.ts';
import type { Clock, PathwayOf } from './ports.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly members: MembershipStore;
  readonly clock: Clock;
  readonly pathwayOf: PathwayOf;
};

/** Milliseconds. */
const colleagueKeptFor = 60_000;

/** A case as a command left it, and what its answer is shown by. */
export type Changed = { readonly completed: Case; readonly membership: Membership; readonly thread: Thread };

/** A case as it was found, for somebody who may see it. */
export type Seen = { readonly membership: Membership; readonly found: Case; readonly thread: Thread };

/** Reads cases as their callers may see them. */
export const makeReadCase = ({ store, members: memberStore, clock, pathwayOf }: Dependencies) => {
  const colleagues = new Map<string, { readonly sub: string; readonly until: number }>();

  /** Somebody who can take a case, for examples only: a minute old is new enough. */
  const colleagueOf = async ({ sub, organisation, mandate }: Membership): Promise<string> => {
    const team = `${organisation} ${mandate.unit}`;
    const known = colleagues.get(team);
    if (known && known.until > performance.now()) return known.sub;
    const members = await memberStore.team(organisation, mandate.unit);
    const found = members.find(({ role }) => role === 'caseworker')?.sub;
    // Nobody yet is not kept: the index of the team may be behind.
    if (found !== undefined) colleagues.set(team, { sub: found, until: performance.now() + colleagueKeptFor });
    return found ?? sub;
  };

  /** A referral that was joined to another case is sealed with it. */
  const sealedWith = async ({ joinedTo, sealedAt }: Case): Promise<Pick<Case, 'sealedAt'>> => {
    const [other] = joinedTo === undefined ? [] : await store.readCases([joinedTo]);
    const above = other && { ...other, ...(await sealedWith(other)) };
    const latest = [sealedAt, above?.sealedAt].filter((at) => at !== undefined).sort();
    return latest.length === 0 ? {} : { sealedAt: latest.at(-1) };
  };

  /** The referrals that were joined to a case, and to those, as they were received. */
  const joinedTo = async ({ joined = [] }: Case): Promise<readonly Case[]> => {
    const direct = await store.readCases(joined.map(({ caseId }) => caseId));
    const beyond = await Promise.all(direct.map(joinedTo));
    return [...direct, ...beyond.flat()];
  };

  /** @throws ProblemError `no-membership`, `not-found` */
  const see = async (caseId: string, sub: string): Promise<Seen> => {
    const read = await store.readForCommand({ caseId, sub });
    const membership = knownMember(read.membership);
    const seen = authorised(membership, 'case:read', read.found);
    const found = { ...seen, ...(await sealedWith(seen)) };
    if (!read.thread) throw new Error('the case has no thread');
    return { membership, found, thread: read.thread };
  };

  const show = async ({ membership, found, thread }: Seen): Promise<CaseView> => {
    const pathway = pathwayOf(found.pathway);
    const viewer: Viewer = { membership, now: clock.now(), colleague: membership.sub };
    const colleague = namesColleague(found, pathway, thread, viewer) ? await colleagueOf(membership) : membership.sub;
    return viewOf(found, pathway, thread, { ...viewer, colleague });
  };

  /** A case as a line of a list: what it has become, and nothing of what may be done next. */
  const summarise = (found: Case): CaseSummary => summaryOf(found, pathwayOf(found.pathway), clock.now());

  return { see, joinedTo, show, summarise };
};

/** Answers a command with the case as it left it. */
export const replyWith = async (
  { show }: Pick<ReadCase, 'show'>,
  { completed, membership, thread }: Changed,
): Promise<Reply> => ({
  status: 202,
  body: await show({ membership, found: completed, thread }),
  headers: { etag: `"${completed.version}"` },
});

export type ReadCase = ReturnType<typeof makeReadCase>;
