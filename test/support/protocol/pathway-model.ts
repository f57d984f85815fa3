import type { Case } from '../../../shared/domain/case/case.ts';
import { choicesOf } from '../../../shared/domain/case/complete.ts';
import type { CaseEvent } from '../../../shared/domain/case/event.ts';
import { interruptionNames, type InterruptionName } from '../../../shared/domain/vocabulary.ts';
import { entered } from '../../../workflows/catalogue.ts';

/** A youth's pathway as people understand it: no executions, no tokens, no debts. */
type ModelState = {
  readonly status: Case['status'];
  readonly step: string;
  readonly visit: number;
  readonly state: Case['step']['state'];
  /** The step that the recorded outcome leads to, or `end`. */
  readonly next?: string | undefined;
  readonly inForce?: InterruptionName | undefined;
  readonly pending?: InterruptionName | undefined;
  readonly away?: string | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly generation: string;
};

class Impossible extends Error {}

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Impossible(what);
};

const strength = (name: InterruptionName): number => -interruptionNames.indexOf(name);
const endsBy = (name: InterruptionName): boolean => entered.interruptions[name].to === 'end';
const isStep = (name: string | undefined): name is string => name !== undefined && entered.steps[name] !== undefined;
const isLive = ({ status }: ModelState): boolean => status !== 'closing' && status !== 'closed';

/** The execution comes to a step: the one that was asked for first, or the one that the last outcome leads to. */
const reach = (model: ModelState, { step = '', visit = 0 }: CaseEvent): ModelState => {
  const isFirst = model.state === 'opening';
  demand(isFirst || model.state === 'completing', `came to ${step} from a step that is ${model.state}`);
  demand(step === (isFirst ? model.step : model.next), `came to ${step}, not to ${String(model.next)}`);
  demand(visit === model.visit + (isFirst ? 0 : 1), `visit ${visit} after ${model.visit}`);
  return { ...model, step, visit, state: 'open', next: undefined, inForce: undefined };
};

const opened = (model: ModelState, event: CaseEvent): ModelState => {
  demand(model.pending === undefined && isLive(model), 'opened a step of a case that is interrupted or ending');
  const reached = reach(model, event);
  return reached.step === 'suspended'
    ? { ...reached, status: 'suspended' }
    : { ...reached, status: 'open', away: undefined };
};

/** The step that is open ends with an interruption. */
const interruptedStep = (model: ModelState, name: InterruptionName): ModelState => {
  const { to } = entered.interruptions[name];
  return {
    ...model,
    state: 'completing',
    status: to === 'end' ? 'closing' : 'open',
    next: to,
    inForce: name,
    pending: undefined,
    ...(to === 'suspended' && { away: model.away ?? model.step }),
  };
};

const completed = (model: ModelState, event: CaseEvent): ModelState => {
  const { step, visit, outcome = '', content } = event;
  if (content === undefined) {
    demand(model.pending !== undefined && outcome === model.pending, `${outcome} was not pending`);
    return interruptedStep(reach(model, event), outcome as InterruptionName);
  }
  demand(model.status === 'open' && model.state === 'open', `completed a step that is ${model.state}`);
  demand(step === model.step && visit === model.visit, 'completed another step than the open one');
  const to = choicesOf(entered, model.step).find(({ name }) => name === outcome)?.outcome.to;
  demand(to !== undefined, `${model.step} has no outcome ${outcome}`);
  return { ...model, state: 'completing', next: to, ...(to === 'end' && { status: 'closing' }) };
};

const interrupted = (model: ModelState, { interruption: name, at }: CaseEvent): ModelState => {
  if (name === undefined) throw new Impossible('interrupted by nothing');
  const current = model.withdrawnAt === undefined ? (model.pending ?? model.inForce) : 'withdraw';
  demand(model.status !== 'closed' && (isLive(model) || name === 'withdraw'), `${name} came too late`);
  demand(current === undefined || strength(name) > strength(current), `${name} after ${String(current)}`);
  const away = model.away ?? (isStep(model.next) ? model.next : model.step);
  const marked = name === 'withdraw' ? { ...model, away, withdrawnAt: at } : model;
  if (model.state === 'open') return interruptedStep(marked, name);
  // On its way to the end by an outcome: only the rights are taken.
  if (model.status === 'closing' && model.pending === undefined) return marked;
  return { ...marked, pending: name, ...(endsBy(name) && { status: 'closing' }) };
};

const resumed = (model: ModelState): ModelState => {
  demand(model.status === 'suspended' && model.state === 'open', 'resumed what was not suspended');
  return { ...model, state: 'completing', next: model.away };
};

const week = 7 * 86_400_000;

const reopened = (model: ModelState, event: CaseEvent): ModelState => {
  const { step = '', visit = 0, interruption, generation = '', at } = event;
  const isUndo = model.withdrawnAt !== undefined && Date.parse(at) - Date.parse(model.withdrawnAt) <= week;
  demand(isUndo === (interruption === 'withdraw'), 'an undo that is none, or the other way round');
  demand(model.status === 'closed' || (isUndo && model.status === 'closing'), 're-opened what was not closed');
  const entries = entered.reopening.map(({ to }) => to);
  demand(isUndo ? step === model.away : entries.includes(step), `re-opened at ${step}`);
  demand(visit === model.visit + (model.state === 'opening' ? 0 : 1), `re-opened as visit ${visit}`);
  return { status: 'starting', step, visit, state: 'opening', generation };
};

const closed = (model: ModelState): ModelState => {
  demand(model.status === 'closing' && model.state === 'completing', `closed while ${model.status}`);
  demand(model.pending === undefined && model.next === 'end', 'closed on the way to somewhere else');
  return { ...model, status: 'closed', state: 'completed', next: undefined, inForce: undefined };
};

const follow = (model: ModelState, event: CaseEvent): ModelState => {
  switch (event.type) {
    case 'step-opened':
      return opened(model, event);
    case 'step-completed':
      return completed(model, event);
    case 'interrupted':
      return interrupted(model, event);
    case 'resumed':
      return resumed(model);
    case 'case-reopened':
      return reopened(model, event);
    case 'case-closed':
      return closed(model);
    case 'generation-started':
      demand(model.status !== 'closed', 'a generation of a closed case');
      demand((event.generation ?? '') > model.generation, 'an older generation');
      return { ...model, generation: event.generation ?? '' };
    case 'activity-recorded':
      demand(model.status !== 'closed', 'an activity of a closed case');
      return model;
    default:
      return model;
  }
};

/** Where a case that was received begins. */
const beginning = (generation: string): ModelState => ({
  status: 'starting',
  step: entered.start,
  visit: 1,
  state: 'opening',
  generation,
});

const rests = ({ status, step, visit, state, pending, away, generation }: ModelState): string =>
  JSON.stringify([status, step, visit, state, pending ?? '', away ?? '', generation]);

const asModel = ({ status, step, pending, away, generation }: Case): ModelState => ({
  ...{ status, step: step.id, visit: step.visit, state: step.state, generation },
  ...{ pending: pending?.interruption, away: away?.step },
});

/** Where the trail of a case does what a pathway cannot do, or ends elsewhere than its record; empty where they agree. */
export const disagreements = (events: readonly CaseEvent[], found: Case): readonly string[] => {
  const [first] = events;
  let model = beginning(first?.generation ?? '');
  for (const event of events.slice(1)) {
    try {
      model = follow(model, event);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
      return [`event ${event.seq}: ${error.message}`];
    }
  }
  const record = rests(asModel(found));
  return record === rests(model) ? [] : [`the record says ${record}, the trail ${rests(model)}`];
};
