import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { close, open } from '../domain/case/open.ts';
import type { CaseStore } from '../store/case-store.ts';

const firstPause = 5;
const longestPause = 250;
const eventsAtOnce = 25;

/** The case as it stood when what followed a completion had happened: told by the events, so that it is always the same. */
const afterwards = (completed: Case, { type, step, visit, at, dueAt }: CaseEvent): Case => {
  if (type === 'case-closed') return close(completed, at);
  if (step === undefined || visit === undefined || dueAt === undefined)
    throw new Error('a step was opened without a name or a due time');
  return open(completed, { step, visit }, { now: at, dueAt });
};

const follows = (completed: Case, { type, visit }: CaseEvent): boolean =>
  type === 'case-closed' || (type === 'step-opened' && visit === completed.step.visit + 1);

/**
 * Waits until what a completion leads to has happened: the next step is open, or the case is closed. Answers with the
 * case as it then stood, the same however late it is asked; `undefined` when the time is over first.
 */
export const makeAwaitStep =
  ({ store }: { readonly store: CaseStore }) =>
  async (completed: Case, seconds: number): Promise<Case | undefined> => {
    const until = performance.now() + seconds * 1000;
    const { caseId, chain, step } = completed;
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      const [found] = await store.readCases([caseId]);
      const hasMoved = found && (found.step.visit > step.visit || found.status === 'closed');
      if (hasMoved) {
        const { items } = await store.eventsAfter(caseId, chain.seq, eventsAtOnce);
        const next = items.find((event) => follows(completed, event));
        if (next) return afterwards(completed, next);
      }
      if (performance.now() >= until) return undefined;
      await sleep(pause);
    }
  };

export type AwaitStep = ReturnType<typeof makeAwaitStep>;
