import * as z from 'zod';
import type { Callbacks } from '../conductor/callbacks.ts';
import type { Case } from '../domain/case/case.ts';
import { choicesOf } from '../domain/case/complete.ts';
import { decideOpening, open, paid } from '../domain/case/open.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import type { CaseStore } from '../store/case-store.ts';
import { isLater, orderSchema, type Callback } from '../store/items/callback-item.ts';
import { append } from './chain.ts';
import { dueOf } from './due.ts';
import type { Clock, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';

/** What a state machine sends when it comes to a step: ids, and the token that the outcome is to be sent to. */
export const openStepSchema = z.object({
  contract: z.literal(1),
  caseId: z.string(),
  generation: z.string(),
  step: z.string(),
  visit: z.int().positive(),
  token: z.string(),
  order: orderSchema,
});
export type OpenStep = z.infer<typeof openStepSchema>;

type Dependencies = {
  readonly store: CaseStore;
  readonly callbacks: Callbacks;
  readonly clock: Clock;
  readonly pathwayOf: PathwayOf;
};

/** The step that the recorded outcome leads to. */
const leadsTo = ({ step }: Case, pathway: Pathway): string | undefined =>
  choicesOf(pathway, step.id).find(({ name }) => name === step.outcome)?.outcome.to;

/**
 * "Make sure it is open, or answer at once": safe under retries, zombies, redrives and reordering.
 * @throws RangeError when the record does not lead to this step; Error when there is no such case
 */
export const makeOpenStep = ({ store, callbacks, clock, pathwayOf }: Dependencies) => {
  const opened = async (found: Case, callback: Callback, stepId: string, pathway: Pathway): Promise<void> => {
    const now = clock.now();
    const { visit, generation } = callback;
    const step = pathway.steps[stepId];
    if (!step) throw new RangeError('the execution asks for a step that the pathway does not have');
    const dueAt = dueOf(found, step, now);
    const { next, event } = append(open(found, { step: stepId, visit, generation }, { now, dueAt }), {
      type: 'step-opened',
      at: now,
      actor: 'engine',
      step: stepId,
      visit,
      dueAt,
    });
    await store.write([store.puts.changedCase(next, found), store.puts.event(event), store.puts.callback(callback)]);
  };

  /** Keeps the newest token of a visit. */
  const keep = async (found: Case, callback: Callback, known: Callback | undefined): Promise<void> => {
    const isKnown = known?.generation === callback.generation && known.visit === callback.visit;
    const isNews = !isKnown || isLater(callback.order, known.order);
    if (isNews) await store.write([store.puts.changedCase(found, found), store.puts.callback(callback)]);
  };

  /** The outcome that this token is owed at once; `undefined` when the execution is to wait. */
  const attempt = async ({ caseId, generation, step, visit, token, order }: OpenStep): Promise<string | undefined> => {
    const { found, callback: known } = await store.readForExecution(caseId);
    if (!found) throw new Error('no such case');
    const pathway = pathwayOf(found.pathway);
    const callback = { caseId, generation, visit, token, order };
    switch (decideOpening(found, { generation, step, visit }, leadsTo(found, pathway))) {
      case 'superseded':
        return 'superseded';
      case 'open':
        await opened(found, callback, step, pathway);
        return undefined;
      case 'ready':
        await keep(paid(found), callback, known);
        return undefined;
      case 'pay':
        await keep(found, callback, known);
        return found.step.outcome;
      case 'nothing':
        return undefined;
    }
  };

  return async (command: OpenStep): Promise<Record<string, never>> => {
    const outcome = await retrying(() => attempt(command));
    if (outcome !== undefined) await callbacks.callBack(command.token, outcome);
    return {};
  };
};
