import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { close, open } from '../domain/case/open.ts';
import type { CaseStore } from '../store/case-store.ts';

const shortestPause = 3;
const longestPause = 250;
const eventsAtOnce = 25;

/** The case as it stood when what followed a command had happened: told by the events, so that it is always the same. */
const afterwards = (before: Case, { type, step, visit, at, dueAt }: CaseEvent): Case => {
  if (type === 'case-closed') return close(before, at);
  if (step === undefined || visit === undefined || dueAt === undefined)
    throw new Error('a step was opened without a name or a due time');
  return open(before, { step, visit }, { now: at, dueAt });
};

/** The visit to come: that of a case which has yet to come to it, else the one after. */
const awaitedVisit = ({ step: { visit, state } }: Case): number => (state === 'opening' ? visit : visit + 1);

const follows = (before: Case, { type, visit }: CaseEvent): boolean =>
  type === 'case-closed' || (type === 'step-opened' && visit === awaitedVisit(before));

const isThere = (before: Case, { status, step }: Case): boolean =>
  status === 'closed' || (step.visit >= awaitedVisit(before) && step.state !== 'opening');

/** Milliseconds that the next step has lately taken to open, learnt from one wait to the next: most waits look once. */
const makeExpectation = () => {
  let expected = shortestPause * 2;
  const within = (value: number) => Math.min(longestPause, Math.max(shortestPause, value));
  return {
    first: () => expected,
    /** A first look that was enough may come earlier the next time; one that was not, later. */
    learn: (looks: number, took: number) => {
      expected = within(looks === 1 ? expected * 0.9 : expected + 0.3 * (took - expected));
    },
  };
};

/**
 * Waits until what a command leads to has happened: the next step is open, or the case is closed. Answers with the case as
 * it then stood, the same however late it is asked; `undefined` when the time is over first.
 */
export const makeAwaitStep = ({ store }: { readonly store: CaseStore }) => {
  const expectation = makeExpectation();

  const look = async (before: Case): Promise<Case | undefined> => {
    const { caseId, chain } = before;
    const [found] = await store.readCases([caseId]);
    if (!found || !isThere(before, found)) return undefined;
    // One event later nothing else has happened yet: this is how the case stood then.
    if (found.chain.seq === chain.seq + 1) return found;
    const { items } = await store.eventsAfter(caseId, chain.seq, eventsAtOnce);
    const next = items.find((event) => follows(before, event));
    return next && afterwards(before, next);
  };

  return async (before: Case, seconds: number): Promise<Case | undefined> => {
    const begin = performance.now();
    let pause = expectation.first();
    for (let looks = 1; ; looks += 1) {
      await sleep(pause);
      const found = await look(before);
      const took = performance.now() - begin;
      if (found) {
        expectation.learn(looks, took);
        return found;
      }
      if (took >= seconds * 1000) return undefined;
      pause = Math.min(longestPause, looks === 1 ? Math.max(shortestPause, pause / 3) : pause * 1.5);
    }
  };
};

export type AwaitStep = ReturnType<typeof makeAwaitStep>;
