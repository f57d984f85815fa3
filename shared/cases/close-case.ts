import * as z from 'zod';
import { close } from '../domain/case/open.ts';
import { isPossible } from '../domain/case/transition.ts';
import type { CaseStore } from '../store/case-store.ts';
import { append } from './chain.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';

/** What a state machine sends when it has come to the end. */
export const closeCaseSchema = z.object({
  contract: z.literal(1),
  caseId: z.string(),
  generation: z.string(),
  visit: z.int().positive(),
});
export type CloseCase = z.infer<typeof closeCaseSchema>;

/** Closes a case whose last outcome is recorded, and clears its last debt. Does nothing for another generation, or twice. */
export const makeCloseCase = ({ store, clock }: { readonly store: CaseStore; readonly clock: Clock }) => {
  const attempt = async ({ caseId, generation }: CloseCase): Promise<void> => {
    const { found } = await store.readForExecution(caseId);
    if (!found) throw new Error('no such case');
    if (found.generation !== generation || found.status === 'closed') return;
    if (!isPossible('close', found)) throw new RangeError('the execution ended a case that the record keeps open');
    const now = clock.now();
    const { next, event } = append(close(found, now), { type: 'case-closed', at: now, actor: 'engine' });
    await store.write([store.puts.changedCase(next, found), store.puts.event(event)]);
  };

  return async (command: CloseCase): Promise<Record<string, never>> => {
    await retrying(() => attempt(command));
    return {};
  };
};
