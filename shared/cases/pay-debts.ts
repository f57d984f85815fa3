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
/** How long the sweep may sleep when nothing is owed; on one machine any write wakes it before. */
const rest = 86_400_000;

export type PaidDebts = { readonly sent: number; readonly failed: number; readonly nextDueAt?: string };

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
    const now = Date.parse(clock.now());
    const since = new Date(now - patience).toISOString();
    const all = await lists.owedSince(new Date(now).toISOString(), perShard);
    const owed = all.filter(({ sort }) => sort < since);
    let failed = 0;
    for (const { caseId } of owed) {
      await send(caseId).catch(() => (failed += 1));
    }
    const paid = { sent: owed.length - failed, failed };
    return all.length > 0 ? paid : { ...paid, nextDueAt: new Date(now + rest).toISOString() };
  };
};
