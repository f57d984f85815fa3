import * as z from 'zod';
import type { Callbacks, WaitAnswer } from '../conductor/callbacks.ts';
import type { Case } from '../domain/case/case.ts';
import type { EventFacts } from '../domain/case/event.ts';
import type { Timer } from '../domain/case/timer.ts';
import { applyPending } from '../domain/case/interrupt.ts';
import { answerOf, leadsTo } from '../domain/case/lead.ts';
import { decideOpening, open, paid } from '../domain/case/open.ts';
import type { CaseStore } from '../store/case-store.ts';
import { isLater, orderSchema, type Callback } from '../store/items/callback-item.ts';
import { append } from './chain.ts';
import { dueOf } from './due.ts';
import { isCurrent } from './pay.ts';
import { stepTimer } from '../time/timers.ts';
import type { Calendars, Clock, PathwayOf } from './ports.ts';
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
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/** A question of an execution beside what stands in the record. */
type Question = {
  readonly found: Case;
  readonly callback: Callback;
  readonly known: Callback | undefined;
  readonly step: string;
};

/**
 * "Make sure it is open, or answer at once": safe under retries, zombies, redrives and reordering.
 * @throws RangeError when the record does not lead to this step; Error when there is no such case
 */
export const makeOpenStep = ({ store, callbacks, clock, calendars, pathwayOf }: Dependencies) => {
  /**
   * Before a generation's first token takes the place of an older one's, the older execution is told that it is superseded.
   * Only an older one: the case may have been read before, and the token after, a newer generation began.
   */
  const relieve = async ({ callback, known }: Question): Promise<void> => {
    if (known && known.generation < callback.generation) {
      await callbacks.callBack(known.token, { outcome: 'superseded' });
    }
  };

  const write = async (question: Question, changed: Case, facts: EventFacts, timer?: Timer): Promise<Case> => {
    const { next, event } = append(changed, facts);
    await relieve(question);
    await store.write([
      store.puts.changedCase(next, question.found),
      store.puts.event(event),
      store.puts.callback(question.callback, question.known),
      ...(timer ? [store.puts.timer(timer)] : []),
    ]);
    return next;
  };

  const reach = async ({ found, callback, step }: Question) => {
    const now = clock.now();
    const calendar = await calendars.of(found.organisation);
    const dueAt = dueOf(found, pathwayOf(found.pathway).steps[step], { now, calendar });
    return { now, step, visit: callback.visit, dueAt, calendar };
  };

  const opened = async (question: Question): Promise<void> => {
    const { now, dueAt, calendar, ...visit } = await reach(question);
    const facts: EventFacts = { type: 'step-opened', at: now, actor: 'engine', ...visit, dueAt };
    const reached = open(question.found, visit, { now, dueAt });
    await write(question, reached, facts, stepTimer(reached, pathwayOf(reached.pathway), calendar));
  };

  const interrupted = async (question: Question): Promise<WaitAnswer | undefined> => {
    const { found } = question;
    const visit = await reach(question);
    const applied = applyPending(found, pathwayOf(found.pathway), visit);
    return answerOf(
      await write(question, applied, {
        type: 'step-completed',
        at: visit.now,
        actor: found.pending?.by ?? 'engine',
        step: visit.step,
        visit: visit.visit,
        outcome: applied.step.outcome,
      }),
    );
  };

  /** Keeps the newest token of a visit. */
  const keep = async (question: Question, changed: Case): Promise<void> => {
    const { found, callback, known } = question;
    const isNews = !isCurrent(found, known) || isLater(callback.order, known.order);
    if (!isNews && found.owed === changed.owed) return;
    await relieve(question);
    await store.write([
      store.puts.changedCase(changed, found),
      ...(isNews ? [store.puts.callback(callback, known)] : []),
    ]);
  };

  /** The answer that this token is owed at once; `undefined` when the execution is to wait. */
  const attempt = async ({
    caseId,
    generation,
    step,
    visit,
    token,
    order,
  }: OpenStep): Promise<WaitAnswer | undefined> => {
    const { found, callback: known } = await store.readForExecution(caseId);
    if (!found) throw new Error('no such case');
    const question: Question = { found, callback: { caseId, generation, visit, token, order }, known, step };
    switch (decideOpening(found, { generation, step, visit }, leadsTo(found, pathwayOf(found.pathway)))) {
      case 'superseded':
        return { outcome: 'superseded' };
      case 'interrupt':
        return interrupted(question);
      case 'open':
        await opened(question);
        return undefined;
      case 'ready':
        await keep(question, paid(found));
        return undefined;
      case 'pay':
        await keep(question, found);
        return answerOf(found);
      case 'nothing':
        return undefined;
    }
  };

  return async (command: OpenStep): Promise<Record<string, never>> => {
    const answer = await retrying(() => attempt(command));
    if (answer) await callbacks.callBack(command.token, answer);
    return {};
  };
};
