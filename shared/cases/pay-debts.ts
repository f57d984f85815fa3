import type { Callbacks } from '../conductor/callbacks.ts';
import type { Starts } from '../conductor/starts.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Clock } from './ports.ts';
import { startOf } from './start.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly starts: Starts;
  readonly callbacks: Callbacks;
  readonly clock: Clock;
};

/** How long a command has to pay by itself before the sweep does, in milliseconds. */
const patience = 15_000;
const perShard = 100;

export type PaidDebts = { readonly sent: number; readonly failed: number };

/**
 * Sends again what has been owed for more than 15 seconds: starts and callbacks. Only the execution's own next question
 * (open-step, close-case) clears a debt, so that sending is always safe and never believed.
 */
export const makePayDebts = ({ store, lists, starts, callbacks, clock }: Dependencies) => {
  const send = async (caseId: string): Promise<void> => {
    // The index may be stale: the record decides.
    const { found, callback } = await store.readForExecution(caseId);
    if (found?.owedSince === undefined) return;
    if (found.status === 'starting') return starts.start(startOf(found));
    const { outcome, visit } = found.step;
    if (outcome === undefined || callback?.generation !== found.generation || callback.visit !== visit) return;
    await callbacks.callBack(callback.token, outcome);
  };

  return async (): Promise<PaidDebts> => {
    const since = new Date(Date.parse(clock.now()) - patience).toISOString();
    const owed = await lists.owedSince(since, perShard);
    let failed = 0;
    for (const { caseId } of owed) {
      await send(caseId).catch(() => (failed += 1));
    }
    return { sent: owed.length - failed, failed };
  };
};
