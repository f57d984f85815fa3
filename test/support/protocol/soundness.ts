import { firstBreak } from '../../../shared/cases/chain.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { CaseEvent } from '../../../shared/domain/case/event.ts';
import type { StepRecord } from '../../../shared/domain/case/step-record.ts';
import type { CaseStore } from '../../../shared/store/case-store.ts';

/** A completion that somebody was told has been recorded. */
export type Acknowledged = {
  readonly visit: number;
  readonly step: string;
  readonly outcome: string;
  readonly by: string;
};

const atOnce = 200;

const all = async <T>(
  page: (after: string | undefined) => Promise<{ items: readonly T[]; after: string | undefined }>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  let after: string | undefined;
  do {
    const { items, after: next } = await page(after);
    found.push(...items);
    after = next;
  } while (after !== undefined);
  return found;
};

export const eventsOf = (store: CaseStore, caseId: string): Promise<readonly CaseEvent[]> =>
  all((after) => store.events(caseId, { after, limit: atOnce }));
export const stepRecordsOf = (store: CaseStore, caseId: string): Promise<readonly StepRecord[]> =>
  all((after) => store.stepRecords(caseId, { after, limit: atOnce }));

/** The visits that the trail tells of, in order: opened, or come to and completed at once by an interruption. */
const visitsIn = (events: readonly CaseEvent[]): readonly number[] => {
  const begun = events.filter(
    ({ type, actor, content, visit }) =>
      visit !== undefined && (type === 'step-opened' || (type === 'step-completed' && content === undefined && actor)),
  );
  return begun.map(({ visit }) => visit ?? 0);
};

const sameCompletion = (record: Acknowledged, wanted: Acknowledged): boolean =>
  record.visit === wanted.visit &&
  record.step === wanted.step &&
  record.outcome === wanted.outcome &&
  record.by === wanted.by;

/** What is wrong with a case, in words; empty when every promise about it is kept. */
export const faultsOf = async (
  store: CaseStore,
  found: Case,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> => {
  const events = await eventsOf(store, found.caseId);
  const records = await stepRecordsOf(store, found.caseId);
  const broken = firstBreak(events, found.chain);
  const visits = visitsIn(events);
  const expected = visits.map((_, index) => index + 1);
  const completions = events.filter(({ type, content }) => type === 'step-completed' && content !== undefined);
  const lost = acknowledged.filter((one) => records.filter((record) => sameCompletion(record, one)).length !== 1);
  const untold = completions.filter(({ visit }) => records.filter((record) => record.visit === visit).length !== 1);
  return [
    ...(broken === undefined ? [] : [`the chain breaks at ${broken}`]),
    ...(visits.join() === expected.join() ? [] : [`visits ${visits.join()}`]),
    ...lost.map((one) => `lost or twice: ${JSON.stringify(one)}`),
    ...untold.map(({ visit }) => `visit ${visit} has no record of its own`),
    ...(new Set(completions.map(({ visit }) => visit)).size === completions.length ? [] : ['a visit completed twice']),
  ];
};

/** Why a case would not go on by itself or by its people; empty when it would. */
export const stuckness = ({ status, step, owed, pending }: Case): readonly string[] => {
  const rests =
    (status === 'closed' && step.state === 'completed') ||
    ((status === 'open' || status === 'suspended') && step.state === 'open');
  return [
    ...(rests ? [] : [`${status} with its step ${step.state}`]),
    ...(owed ? [`owed a ${owed.what}`] : []),
    ...(pending ? [`pending ${pending.interruption}`] : []),
  ];
};
