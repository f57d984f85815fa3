import type { Callbacks, Delivery } from '../conductor/callbacks.ts';
import type { Executions } from '../conductor/executions.ts';
import type { Starts } from '../conductor/starts.ts';
import { machineOf, type Case } from '../domain/case/case.ts';
import { mayRenew, rollsOverAt } from '../domain/case/generation.ts';
import { answerOf } from '../domain/case/lead.ts';
import { paid } from '../domain/case/open.ts';
import type { CaseLists } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Callback } from '../store/items/callback-item.ts';
import { WriteRefusedError } from '../store/write-refused.ts';
import { isCurrent } from './pay.ts';
import type { Clock, NoteFailure } from './ports.ts';
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
  readonly noteFailure: NoteFailure;
  /** Whether somebody reads when there is something to do again: finding it takes a query of each shard. */
  readonly readsNextDueAt: boolean;
};

/** How long a command has to pay by itself before the sweep does, in milliseconds. */
const patience = 15_000;
/** How long something may be owed before it needs attention: then the execution itself is looked at. */
const alarming = 60_000;
/** How long an execution that runs may leave its debt: more than all retries of open-step take. */
const retryBudget = 2 * 3_600_000;
const atOnce = 100;
/** How long one sweep goes on, in milliseconds; the next one does the rest. */
const longest = 45_000;

const ago = (now: string, milliseconds: number): string => new Date(Date.parse(now) - milliseconds).toISOString();

/** How long the sweep may sleep when nothing is to come; on one machine any write wakes it before. */
const rest = 86_400_000;

/** What became of one case: looked after, or left to an administrator. */
type Care = 'given' | 'left';

export type PaidDebts = { readonly looked: number; readonly failed: number; readonly nextDueAt?: string };

const isOwedFor = ({ owed }: Case, milliseconds: number, now: string): boolean =>
  owed !== undefined && owed.since < ago(now, milliseconds);

/** Whether something has been owed to a case's execution for so long that somebody should know. */
export const needsAttention = (found: Case, now: string): boolean => isOwedFor(found, alarming, now);

/**
 * Looks after executions: sends again what has been owed for more than 15 seconds, begins a new generation where an
 * execution has ended without its case, and rolls over those that come near the limits of an execution. Only the
 * execution's own next question (open-step, close-case) clears a debt, so that sending is always safe and never believed.
 */
export const makePayDebts = (dependencies: Dependencies) => {
  const { store, lists, starts, callbacks, executions, renew, clock, noteFailure, readsNextDueAt } = dependencies;

  const resend = async (found: Case, callback: Callback | undefined): Promise<Delivery> => {
    if (found.owed?.what === 'start') {
      await starts.start(startOf(found));
      return 'delivered';
    }
    const answer = answerOf(found);
    return answer && isCurrent(found, callback) ? callbacks.callBack(callback.token, answer) : 'unknown';
  };

  /** Whether an execution that runs will come to its debt by itself, or has none. */
  const willPay = async (found: Case, callback: Callback | undefined, now: string): Promise<boolean> => {
    // Nothing is recorded that it could be told: it was redriven before the news of its end came.
    if (found.owed?.what === 'callback' && found.step.state === 'open') {
      await store.write([store.puts.changedCase(paid(found), found)]);
      return true;
    }
    const delivery = await resend(found, callback);
    return delivery === 'delivered' || !isOwedFor(found, retryBudget, now);
  };

  const lookAt = async (found: Case, callback: Callback | undefined, now: string): Promise<Care> => {
    const standing = await executions.standing({ machine: machineOf(found.pathway), name: executionNameOf(found) });
    if (standing === 'absent') await starts.start(startOf(found));
    else if (standing === 'ended' || !(await willPay(found, callback, now))) {
      // An execution that keeps ending is a defect that a fourth one would not mend: an administrator sees it.
      if (!mayRenew(found)) return 'left';
      await renew(found, { cause: 'execution-ended', actor: 'engine' });
    }
    return 'given';
  };

  const lookAfter = async (caseId: string, now: string): Promise<Care> => {
    // The index may be stale: the record decides.
    const { found, callback } = await store.readForExecution(caseId);
    if (!found || found.status === 'closed') return 'given';
    if (needsAttention(found, now)) return lookAt(found, callback, now);
    if (found.owed) await resend(found, callback);
    else if (rollsOverAt(found, now) <= now) await renew(found, { cause: 'rolled-over', actor: 'engine' });
    return 'given';
  };

  /** When there is something to look at again: until then a clock that jumps may jump over the sweep. */
  const nextDueAt = async (now: string, after: string): Promise<string> => {
    const [first] = await lists.ofAttention({ after, before: 'closed#', limit: 1 });
    const soonest = first ? Date.parse(first.sort.slice(0, now.length)) + patience : Infinity;
    return new Date(Math.min(soonest, Date.parse(now) + rest)).toISOString();
  };

  return async (): Promise<PaidDebts> => {
    const now = clock.now();
    const before = `${ago(now, patience)}#\uffff`;
    let looked = 0;
    let failed = 0;
    let left = 0;
    let after: string | undefined;
    do {
      const listed = await lists.ofAttention({ after, before, limit: atOnce });
      for (const { caseId } of listed) {
        const care = await lookAfter(caseId, now).catch((error: unknown) => {
          // A lost race is somebody else's success.
          if (!(error instanceof WriteRefusedError)) noteFailure({ caseId }, error);
          return 'failed' as const;
        });
        if (care === 'failed') failed += 1;
        if (care === 'left') left += 1;
      }
      looked += listed.length;
      // What cannot be paid stays in front; those behind it have their turn all the same.
      after = listed.length < atOnce ? undefined : listed.at(-1)?.sort;
    } while (after !== undefined && ago(clock.now(), longest) < now);
    const isQuiet = readsNextDueAt && looked === left;
    return { looked, failed, ...(isQuiet && { nextDueAt: await nextDueAt(now, before) }) };
  };
};
