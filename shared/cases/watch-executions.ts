import type { Action } from '../access/matrix.ts';
import { ProblemError } from '../api/problem.ts';
import type { ExecutionLine, ExecutionView } from '../api/schemas/execution.ts';
import type { Case, CaseStatus } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { eventWords } from '../i18n/event-words.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore, Watched } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { Membership } from '../access/membership.ts';
import { allowedMember } from './authorised.ts';
import { digest } from './digest.ts';
import { needsAttention } from './pay-debts.ts';
import type { Clock } from './ports.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly members: MembershipStore;
  readonly clock: Clock;
};

export type ExecutionFilter = {
  readonly pathway: string | undefined;
  readonly step: string | undefined;
  readonly status: CaseStatus | undefined;
  /** At least so many days old. */
  readonly age: number | undefined;
};

export type ExecutionPage = {
  readonly items: readonly ExecutionLine[];
  /** Rows of the cases of this page that cannot be read, or only in part. */
  readonly unreadable: readonly { readonly caseId: string; readonly kind: string }[];
  readonly after: string | undefined;
};

const day = 86_400_000;
const allEvents = 1_000;

const nameLength = 22;

/** What a generation is called outside: its own id is made of the millisecond in which somebody did something. */
const nameOf = (generation: string): string => digest(['generation', generation]).slice(0, nameLength);

const lineOf = (found: Case, now: string): ExecutionLine => {
  const { caseId, pathway, status, step, owed, generation, receivedAt } = found;
  const age = Date.parse(now) - Date.parse(step.openedAt ?? receivedAt);
  return {
    caseId,
    pathway,
    status,
    step: { id: step.id, visit: step.visit, state: step.state },
    ageInDays: Math.max(0, Math.floor(age / day)),
    owed: owed?.what,
    needsAttention: needsAttention(found, now),
    generation: nameOf(generation),
  };
};

const fits = (line: ExecutionLine, { pathway, step, status, age }: ExecutionFilter): boolean =>
  (pathway === undefined || line.pathway.name === pathway) &&
  (step === undefined || line.step.id === step) &&
  (status === undefined || line.status === status) &&
  (age === undefined || line.ageInDays >= age);

const dayOf = (at: string): string => at.slice(0, 10);

const generationsOf = (found: Case, events: readonly CaseEvent[]): ExecutionView['generations'] => {
  const first = events.find(({ type }) => type === 'referral-received');
  const later = events.flatMap(({ type, generation, cause, at }) => {
    if (generation === undefined || type === 'referral-received') return [];
    return [
      {
        generation: nameOf(generation),
        day: dayOf(at),
        cause: type === 'case-reopened' ? 'reopened' : (cause ?? 'administrator'),
      } as const,
    ];
  });
  const begun = { generation: nameOf(first?.generation ?? found.generation), cause: 'referral-received' } as const;
  return [{ ...begun, day: dayOf(first?.at ?? found.receivedAt) }, ...later];
};

const historyOf = (events: readonly CaseEvent[]): ExecutionView['history'] =>
  events.map(({ seq, at, type, step, visit }) => ({ seq, day: dayOf(at), type, words: eventWords[type], step, visit }));

/**
 * Executions for administrators, of their own organisation: from the record, never from Step Functions' lists; ids that say
 * nothing, codes and days only.
 */
export const makeWatchExecutions = ({ store, lists, members, clock }: Dependencies) => {
  const allow = async (sub: string, action: Action): Promise<Membership> =>
    allowedMember(await members.read(sub), action);

  const isOwn = ({ organisation }: Membership, found: Pick<Watched, 'organisation'>): boolean =>
    found.organisation === organisation;

  const find = async (administrator: Membership, caseId: string): Promise<Case> => {
    const [found] = await store.readCases([caseId]);
    if (!found || !isOwn(administrator, found)) throw new ProblemError('not-found');
    return found;
  };

  /** A page is left at a case: where that stands in the list would tell the millisecond. @throws ProblemError `bad-cursor` */
  const placeOf = async (administrator: Membership, caseId: string): Promise<string> => {
    const [found] = await store.readCases([caseId]);
    if (!found || !isOwn(administrator, found)) throw new ProblemError('bad-cursor');
    return lists.attentionPlaceOf(found);
  };

  type Window = { readonly after: string | undefined; readonly limit: number };

  /** Reads on until the page is full of cases of the organisation, or nothing is left. */
  const ownCases = async (administrator: Membership, { after, limit }: Window): Promise<readonly Watched[]> => {
    const own: Watched[] = [];
    let place = after === undefined ? undefined : await placeOf(administrator, after);
    for (;;) {
      const listed = await lists.ofAttention({ after: place, before: '\uffff', limit });
      const watched = await store.readWatched(listed.map(({ caseId }) => caseId));
      own.push(...watched.filter((one) => isOwn(administrator, one)));
      place = listed.at(-1)?.sort;
      if (listed.length < limit || own.length >= limit) return own.slice(0, limit);
    }
  };

  return {
    /** @throws ProblemError `no-membership`, `forbidden` */
    allow,
    find,
    line: (found: Case): ExecutionLine => lineOf(found, clock.now()),

    /** What is owed first, then by the age of the generation, then what is closed. A filtered page may be short. */
    list: async (administrator: Membership, filter: ExecutionFilter, window: Window): Promise<ExecutionPage> => {
      const own = await ownCases(administrator, window);
      const now = clock.now();
      const found = own.flatMap((one) => one.found ?? []);
      return {
        items: found.map((one) => lineOf(one, now)).filter((line) => fits(line, filter)),
        unreadable: own.flatMap(({ caseId, unreadable }) => unreadable.map((kind) => ({ caseId, kind }))),
        after: own.length < window.limit ? undefined : found.at(-1)?.caseId,
      };
    },

    /** One execution with its generations and its history. @throws ProblemError `not-found` */
    read: async (administrator: Membership, caseId: string): Promise<ExecutionView> => {
      const found = await find(administrator, caseId);
      const { items } = await store.events(caseId, { limit: allEvents });
      return { ...lineOf(found, clock.now()), generations: generationsOf(found, items), history: historyOf(items) };
    },
  };
};

export type WatchExecutions = ReturnType<typeof makeWatchExecutions>;
