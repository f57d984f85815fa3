import * as z from 'zod';
import type { Case } from '../domain/case/case.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';
import { executionNameOf } from './start.ts';

/** EventBridge's "Step Functions Execution Status Change", as far as it is read: the execution's name says all. */
export const executionStatusSchema = z.object({ detail: z.object({ name: z.string(), status: z.string() }) });
export type ExecutionStatus = z.infer<typeof executionStatusSchema>;

const idLength = 36;

/** What is owed for an open step was noted before, perhaps of an earlier end: it is owed anew. */
const isOwed = ({ owed, step }: Case): boolean => owed !== undefined && step.state !== 'open';

/**
 * Notes that an execution ended while its case goes on: the case is owed an execution from now on, so that administrators
 * see it and the sweep begins a new generation.
 */
export const makeNoteEndedExecution =
  ({ store, clock }: { readonly store: CaseStore; readonly clock: Clock }) =>
  ({ detail }: ExecutionStatus): Promise<{ readonly noted: boolean }> =>
    retrying(async () => {
      const { found } = await store.readForExecution(detail.name.slice(0, idLength));
      const isOurs = found !== undefined && executionNameOf(found) === detail.name;
      if (!isOurs || found.status === 'closed' || isOwed(found)) return { noted: false };
      await store.write([store.puts.changedCase({ ...found, owed: { what: 'callback', since: clock.now() } }, found)]);
      return { noted: true };
    });
