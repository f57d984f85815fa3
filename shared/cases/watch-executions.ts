import type { Action } from '../access/matrix.ts';
import { ProblemError } from '../api/problem.ts';
import type { ExecutionLine, ExecutionView } from '../api/schemas/execution.ts';
import type { Case, CaseStatus } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { eventWords } from '../i18n/event-words.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import { allowedMember } from './authorised.ts';
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

export type ExecutionPage = { readonly items: readonly ExecutionLine[]; readonly after: string | undefined };

const day = 86_400_000;
const allEvents = 1_000;

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
    generation,
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
        generation,
        day: dayOf(at),
        cause: type === 'case-reopened' ? 'reopened' : (cause ?? 'administrator'),
      } as const,
    ];
  });
  const begun = { generation: first?.generation ?? found.generation, cause: 'referral-received' } as const;
  return [{ ...begun, day: dayOf(first?.at ?? found.receivedAt) }, ...later];
};

const historyOf = (events: readonly CaseEvent[]): ExecutionView['history'] =>
  events.map(({ seq, at, type, step, visit }) => ({ seq, day: dayOf(at), type, words: eventWords[type], step, visit }));

/** Executions for administrators: from the record, never from Step Functions' lists; ids, codes and days only. */
export const makeWatchExecutions = ({ store, lists, members, clock }: Dependencies) => {
  const allow = async (sub: string, action: Action): Promise<void> => {
    allowedMember(await members.read(sub), action);
  };

  const find = async (caseId: string): Promise<Case> => {
    const [found] = await store.readCases([caseId]);
    if (!found) throw new ProblemError('not-found');
    return found;
  };

  return {
    /** @throws ProblemError `no-membership`, `forbidden` */
    allow,
    find,
    line: (found: Case): ExecutionLine => lineOf(found, clock.now()),

    /** What is owed first, then by the age of the generation, then what is closed. A filtered page may be short. */
    list: async (
      filter: ExecutionFilter,
      { after, limit }: { readonly after: string | undefined; readonly limit: number },
    ): Promise<ExecutionPage> => {
      const listed = await lists.ofAttention({ after, before: '\uffff', limit });
      const found = await store.readCases(listed.map(({ caseId }) => caseId));
      const now = clock.now();
      const items = found.map((one) => lineOf(one, now)).filter((line) => fits(line, filter));
      return { items, after: listed.length < limit ? undefined : listed.at(-1)?.sort };
    },

    /** One execution with its generations and its history. @throws ProblemError `not-found` */
    read: async (caseId: string): Promise<ExecutionView> => {
      const found = await find(caseId);
      const { items } = await store.events(caseId, { limit: allEvents });
      return { ...lineOf(found, clock.now()), generations: generationsOf(found, items), history: historyOf(items) };
    },
  };
};

export type WatchExecutions = ReturnType<typeof makeWatchExecutions>;
