import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { formSchema } from '../api/form-schema.ts';
import { ProblemError } from '../api/problem.ts';
import type { Change, Today, TodayCase, TodayForms } from '../api/schemas/today.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import type { Text } from '../domain/text.ts';
import { eventWords } from '../i18n/event-words.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import { quebecCalendar } from '../time/quebec.ts';
import { dayOf } from '../time/opening.ts';
import { standingOf } from '../time/standing.ts';
import type { Identity } from '../vault/identity.ts';
import { allowedMember } from './authorised.ts';
import { summaryOf } from './case-view.ts';
import { byNeed, contactDueAt, type Followed } from './need.ts';
import type { Clock, PathwayOf } from './ports.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly members: MembershipStore;
  readonly notices: Pick<NoticeStore, 'inbox'>;
  readonly identity: Pick<Identity, 'glance'>;
  readonly clock: Clock;
  readonly pathwayOf: PathwayOf;
};

/** Lines of what changed. */
const changesShown = 10;
/** Cases that are looked through for what changed, those in most need first. */
const lookedThrough = 25;
/** Cases that a page of a list reads, and pages that are read at most: a team's whole caseload, several times over. */
const pageSize = 50;
const mostPages = 6;
/** The newest lines of an inbox that may name a colleague's case. */
const noticesLookedThrough = 40;

/** Whose day it is, since when something may have changed for them, and how many people are shown. */
type Asked = {
  readonly sub: string;
  readonly since: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
};

/** Those whose support goes on. */
const goesOn = ({ status, rests }: Case): boolean => !rests && status !== 'closing' && status !== 'closed';

/** Who last brought a case towards where it stands. */
const moved = ['step-completed', 'interrupted'];

/** What somebody else did, a request for support, and the end of a case that somebody else has ended. */
const isNews = ({ type, actor }: CaseEvent, newestFirst: readonly CaseEvent[], sub: string): boolean => {
  if (actor !== 'engine') return actor !== sub;
  if (type === 'case-closed') return newestFirst.find((one) => moved.includes(one.type))?.actor !== sub;
  return type === 'support-requested';
};

/** The first page of a worker's day: who needs them, in order, and what others did meanwhile. */
export const makeToday = ({ store, lists, members, notices, identity, clock, pathwayOf }: Dependencies) => {
  /** Cases of colleagues that the caller was asked about and may see: they stand in for somebody, or were asked for support. */
  const stoodInFor = async (membership: Membership, followed: readonly Followed[]): Promise<readonly Followed[]> => {
    const { items } = await notices.inbox(membership.sub, { limit: noticesLookedThrough });
    const asked = new Set(items.flatMap(({ about }) => (about.kind === 'rung' ? [about.caseId] : [])));
    for (const { found } of followed) asked.delete(found.caseId);
    const read = await store.readFollowed([...asked]);
    return read.filter(({ found }) => goesOn(found) && may(membership, 'case:read', found));
  };

  /** All open cases of the caller's list, and those that they stand in for. */
  const followedBy = async (membership: Membership): Promise<readonly Followed[]> => {
    const { sub, role, organisation, mandate } = membership;
    const followed: Followed[] = [];
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const window = { status: 'open', after, limit: pageSize } as const;
      const listed =
        role === 'caseworker'
          ? await lists.ofWorker(sub, window)
          : await lists.ofMandate(organisation, mandate.unit, window);
      const read = await store.readFollowed(listed.map(({ caseId }) => caseId));
      followed.push(...read.filter(({ found }) => goesOn(found) && may(membership, 'case:read', found)));
      if (listed.length < pageSize) break;
      after = listed.at(-1)?.sort;
    }
    return [...followed, ...(await stoodInFor(membership, followed))];
  };

  /** A person whose key was destroyed stays on the page, without initials. */
  const initialsOf = async ({ youthId, caseId }: Case, sub: string, now: string): Promise<string | undefined> => {
    try {
      return await identity.glance(youthId, { by: sub, at: now, caseId }, dayOf(quebecCalendar, now));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'content-destroyed') return undefined;
      throw error;
    }
  };

  const show = async (followed: Followed, sub: string, now: string): Promise<TodayCase> => {
    const { found, thread } = followed;
    const { caseId, reference, version, pathway, intensity } = found;
    const { title, dueAt } = summaryOf(found, pathwayOf(pathway), now).step;
    const contactDue = contactDueAt(followed);
    const standing = standingOf(contactDue, now, quebecCalendar);
    return {
      caseId,
      reference,
      version,
      pathway,
      initials: await initialsOf(found, sub, now),
      intensity,
      step: { title, dueAt },
      contact: { dueAt: contactDue, overdue: standing === 'late' },
      standing,
      ways: found.ways ?? {},
      lastReachedAt: thread.lastReachedAt,
      lastAttemptAt: thread.lastAttemptAt,
    };
  };

  const aboutOf = ({ pathway }: Case, { step, activity }: CaseEvent): Text | undefined => {
    const { activities, steps } = pathwayOf(pathway);
    return activity === undefined ? steps[step ?? '']?.title : activities[activity]?.title;
  };

  const changesOf = async (found: Case, sub: string, since: string): Promise<readonly Change[]> => {
    const { caseId, reference } = found;
    const { items } = await store.events(caseId, { limit: changesShown, newestFirst: true });
    return items
      .filter((event) => event.at > since && isNews(event, items, sub))
      .map((event) => ({
        caseId,
        reference,
        type: event.type,
        title: eventWords[event.type],
        about: aboutOf(found, event),
        at: event.at,
      }));
  };

  /** Cases of the caller's list that have ended since. */
  const endedSince = async (membership: Membership, since: string): Promise<readonly Case[]> => {
    const { sub, role, organisation, mandate } = membership;
    const window = { status: 'closed', after: `closed#${since}`, limit: lookedThrough } as const;
    const listed =
      role === 'caseworker'
        ? await lists.ofWorker(sub, window)
        : await lists.ofMandate(organisation, mandate.unit, window);
    const read = await store.readCases(listed.map(({ caseId }) => caseId));
    return read.filter((found) => may(membership, 'case:read', found));
  };

  const changedSince = async (followed: readonly Followed[], membership: Membership, since: string) => {
    const { sub } = membership;
    const looked = [
      ...followed.slice(0, lookedThrough).map(({ found }) => found),
      ...(await endedSince(membership, since)),
    ];
    const changes = await Promise.all(looked.map((found) => changesOf(found, sub, since)));
    return changes
      .flat()
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, changesShown);
  };

  const formsOf = (followed: readonly Followed[], { role }: Membership): readonly TodayForms[] => {
    const versions = new Map(followed.map(({ found: { pathway } }) => [`${pathway.name} ${pathway.version}`, pathway]));
    return [...versions.values()].map((pathway) => ({
      pathway,
      activities: Object.entries(pathwayOf(pathway).activities)
        .filter(([, { roles, needs }]) => (roles as readonly string[]).includes(role) && needs === undefined)
        .map(([activity, { title, form, at, moves }]) => ({ activity, title, schema: formSchema(form), at, moves })),
    }));
  };

  /** @throws ProblemError `no-membership`, `forbidden`, `busy` */
  return async ({ sub, since, after, limit }: Asked): Promise<Today> => {
    const membership = allowedMember(await members.read(sub), 'today:read');
    const followed = byNeed(await followedBy(membership), quebecCalendar);
    const begins = followed.findIndex(({ found }) => found.caseId === after) + 1;
    const first = followed.slice(begins, begins + limit);
    const now = clock.now();
    const [items, changed] = await Promise.all([
      Promise.all(first.map((one) => show(one, sub, now))),
      since === undefined ? [] : changedSince(followed, membership, since),
    ]);
    return {
      now,
      items,
      more: followed.length - begins - first.length,
      forms: [...formsOf(first, membership)],
      changed,
    };
  };
};

export type ReadToday = ReturnType<typeof makeToday>;
