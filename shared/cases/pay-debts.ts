import type { Callbacks } from '../conductor/callbacks.ts';
import type { Executions } from '../conductor/executions.ts';
import type { Starts } from '../conductor/starts.ts';
import { machineOf, type Case } from '../domain/case/case.ts';
import { mayRenew, rollsOverAt } from '../domain/case/generation.ts';
import { answerOf } from '../domain/case/lead.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Callback } from '../store/items/callback-item.ts';
import { isCurrent } from './pay.ts';
import type { Clock } from './ports.ts';
import type { RenewGeneration } from './renew-generation.ts';
import { executionNameOf, startOf } from './start.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly starts: Starts;
  readonly callbacks: Callbacks;
  readonly executions: Executions;
  readonly renew: RenewGeneration;
  readonly clock: Clock;
};

/** How long a command has to pay by itself before the sweep does, in milliseconds. */
const patience = 15_000;
/** How long something may be owed before it needs attention: then the execution itself is looked at. */
const alarming = 60_000;
const atOnce = 100;

const ago = (now: string, milliseconds: number): string => new Date(Date.parse(now) - milliseconds).toISOString();

/** How long the sweep may sleep when nothing is to come; on one machine any write wakes it before. */
const rest = 86_400_000;

export type PaidDebts = { readonly looked: number; readonly failed: number; readonly nextDueAt?: string };

/** Whether something has been owed to a case's execution for so long that somebody should know. */
export const needsAttention = ({ owed }: Case, now: string): boolean =>
  owed !== undefined && owed.since < ago(now, alarming);

/**
 * Looks after executions: sends again what has been owed for more than 15 seconds, begins a new generation where an
 * execution has ended without its case, and rolls over those that come near the limits of an execution. Only the
 * execution's own next question (open-step, close-case) clears a debt, so that sending is always safe and never believed.
 */
export const makePayDebts = ({ store, lists, starts, callbacks, executions, renew, clock }: Dependencies) => {
  const resend = async (found: Case, callback: Callback | undefined): Promise<void> => {
    if (found.owed?.what === 'start') return starts.start(startOf(found));
    const answer = answerOf(found);
    if (answer && isCurrent(found, callback)) await callbacks.callBack(callback.token, answer);
  };

  const lookAt = async (found: Case, callback: Callback | undefined): Promise<void> => {
    const standing = await executions.standing({ machine: machineOf(found.pathway), name: executionNameOf(found) });
    if (standing === 'running') return resend(found, callback);
    if (standing === 'absent') return starts.start(startOf(found));
    // An execution that keeps ending is a defect that a fourth one would not mend: an administrator sees it.
    if (mayRenew(found)) await renew(found, { cause: 'execution-ended', actor: 'engine' });
  };

  const lookAfter = async (caseId: string, now: string): Promise<void> => {
    // The index may be stale: the record decides.
    const { found, callback } = await store.readForExecution(caseId);
    if (!found || found.status === 'closed') return;
    if (needsAttention(found, now)) return lookAt(found, callback);
    if (found.owed) return resend(found, callback);
    if (rollsOverAt(found, now) <= now) await renew(found, { cause: 'rolled-over', actor: 'engine' });
  };

  /** When there is something to look at again: until then a clock that jumps may jump over the sweep. */
  const nextDueAt = async (now: string): Promise<string> => {
    const [first] = await lists.ofAttention({ before: 'closed#', limit: 1 });
    const soonest = first ? Date.parse(first.sort.slice(0, now.length)) + patience : Infinity;
    return new Date(Math.min(soonest, Date.parse(now) + rest)).toISOString();
  };

  return async (): Promise<PaidDebts> => {
    const now = clock.now();
    const listed = await lists.ofAttention({ before: `${ago(now, patience)}#\uffff`, limit: atOnce });
    let failed = 0;
    for (const { caseId } of listed) await lookAfter(caseId, now).catch(() => (failed += 1));
    const looked = { looked: listed.length, failed };
    return listed.length > 0 ? looked : { ...looked, nextDueAt: await nextDueAt(now) };
  };
};
