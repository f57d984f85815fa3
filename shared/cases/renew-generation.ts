import type { Starts } from '../conductor/starts.ts';
import type { GenerationCause } from '../domain/case/event.ts';
import { begins, inGeneration } from '../domain/case/generation.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseStore } from '../store/case-store.ts';
import { append } from './chain.ts';
import type { Clock, Ids } from './ports.ts';
import { startOf } from './start.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly starts: Starts;
  readonly clock: Clock;
  readonly ids: Ids;
};

type Renewal = { readonly cause: GenerationCause; readonly actor: string; readonly reason?: string };

/**
 * Begins a new generation of a case from its record, as it was read. The old execution, if it still waits, is told that it
 * is superseded by the new one's first question; whatever else it says is ignored.
 * @throws WriteRefusedError when the case has changed since it was read
 */
export const makeRenewGeneration =
  ({ store, starts, clock, ids }: Dependencies) =>
  async (found: Case, { cause, actor, reason }: Renewal): Promise<Case> => {
    const now = clock.now();
    const generation = ids.sortable(begins(found, now));
    const renewals = cause === 'execution-ended' ? found.renewals + 1 : 0;
    const { id: step, visit } = found.step;
    const { next, event } = append(
      { ...inGeneration(found, generation, now), renewals },
      { type: 'generation-started', at: now, actor, step, visit, cause, generation, reason },
    );
    await store.write([store.puts.changedCase(next, found), store.puts.event(event)]);
    await starts.start(startOf(next)).catch(() => {});
    return next;
  };

export type RenewGeneration = ReturnType<typeof makeRenewGeneration>;
