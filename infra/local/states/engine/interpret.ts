import type { ChoiceState, FailState, TaskState, WaitState } from '../definition/machine.ts';
import type { Json } from '../json.ts';
import { abandoned, fork, join, joined, spread } from './branches.ts';
import { known } from './draft.ts';
import type { Draft } from './draft.ts';
import { matches, StateFailure } from './failure.ts';
import { enter, leave } from './leave.ts';
import type { Leaving } from './leave.ts';
import { nextRetry } from './retry.ts';
import { evaluate, evaluationFailure, scopeOf } from './scope.ts';
import { schedule } from './task.ts';
import type { Thread } from './thread.ts';

/** So many states may pass in one commit; then others have their turn. */
const statesPerCommit = 100;

const go = (draft: Draft, thread: Thread, leaving: Leaving): Promise<void> => leave(draft, thread, leaving, joined);

const choose = async (draft: Draft, thread: Thread, state: ChoiceState): Promise<void> => {
  const scope = scopeOf(draft, thread);
  for (const rule of state.rules) {
    if (await evaluate(thread, rule.condition, scope)) return go(draft, thread, { exit: rule, fallback: thread.input });
  }
  if (!state.hasDefault) {
    throw new StateFailure(
      'States.NoChoiceMatched',
      `No choice of the state '${state.name}' matched, and it has no Default`,
    );
  }
  return go(draft, thread, { exit: state.exit, fallback: thread.input });
};

const untilOf = async (draft: Draft, thread: Thread, state: WaitState): Promise<number> => {
  const scope = scopeOf(draft, thread);
  const value = state.seconds
    ? await evaluate(thread, state.seconds, scope)
    : state.timestamp && (await evaluate(thread, state.timestamp, scope));
  if (state.seconds && typeof value === 'number' && value >= 0 && value <= 99_999_999) return draft.now + value * 1000;
  const at =
    !state.seconds && typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : NaN;
  if (!Number.isNaN(at)) return at;
  const field = state.seconds ? 'Seconds' : 'Timestamp';
  throw evaluationFailure(
    thread,
    `The value of the field '${field}' cannot be waited for: ${JSON.stringify(value)}`,
    field,
  );
};

const pause = async (draft: Draft, thread: Thread, state: WaitState): Promise<void> => {
  const until = await untilOf(draft, thread, state);
  if (until <= draft.now) return go(draft, thread, { exit: state.exit, fallback: thread.input });
  thread.phase = { is: 'waiting', until };
  draft.changed = true;
};

const give = async (draft: Draft, thread: Thread, state: FailState): Promise<never> => {
  const scope = scopeOf(draft, thread);
  const error = state.error && (await evaluate(thread, state.error, scope));
  const cause = state.cause && (await evaluate(thread, state.cause, scope));
  throw new StateFailure(error as string | undefined, cause as string | undefined);
};

/** Does what the thread's state asks for now. @throws StateFailure */
const work = async (draft: Draft, thread: Thread): Promise<void> => {
  const state = draft.stateOf(thread);
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return go(draft, thread, { exit: state.exit, fallback: thread.input });
    case 'Fail':
      return give(draft, thread, state);
    case 'Choice':
      return choose(draft, thread, state);
    case 'Wait':
      return pause(draft, thread, state);
    case 'Task':
      return schedule(draft, thread, state);
    case 'Parallel':
    case 'Map': {
      if (thread.phase.is !== 'branching')
        return state.type === 'Map' ? spread(draft, thread, state) : fork(draft, thread, state);
      const done = await join(draft, thread, state, thread.phase);
      return done && go(draft, thread, { exit: state.exit, fallback: done.result, extras: done });
    }
  }
};

const logEvaluation = (draft: Draft, thread: Thread, { error, cause, evaluation }: StateFailure): void => {
  if (!evaluation || thread.silent) return;
  // AWS counts an evaluation that fails in a state just entered from the event before the state.
  const previous = thread.last === thread.entered.event ? thread.entered.before : thread.last;
  thread.last = draft.append(
    previous,
    'EvaluationFailed',
    known({ error, cause, location: evaluation.location, state: thread.state }),
  );
};

/** Takes the failure of a thread's state to whoever handles it: a retrier, a catcher, the branching parent, the execution's end. */
const handle = async (draft: Draft, thread: Thread, failure: StateFailure): Promise<void> => {
  logEvaluation(draft, thread, failure);
  const state = draft.stateOf(thread);
  const handling = 'retriers' in state ? state : { retriers: [], catchers: [] };
  const retry = nextRetry(handling, thread, failure, draft.surroundings.random);
  draft.changed = true;
  if (retry) {
    draft.prune(thread);
    thread.retries = retry.retries;
    thread.phase = { is: 'retrying', until: draft.now + retry.delay };
    return;
  }
  if (state.type === 'Parallel' || state.type === 'Map') draft.log(thread, `${state.type}StateFailed`);
  const catcher = handling.catchers.find(({ errors }) => matches(errors, failure));
  if (!catcher) return end(draft, thread, failure);
  const errorOutput: Json = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  try {
    await go(draft, thread, { exit: catcher, fallback: errorOutput, extras: { errorOutput } });
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    logEvaluation(draft, thread, error);
    await end(draft, thread, error);
  }
};

const end = async (draft: Draft, thread: Thread, { error, cause, narrower }: StateFailure): Promise<void> => {
  const parent = abandoned(draft, thread);
  if (!parent) {
    draft.fail(thread.last, error, cause);
    return;
  }
  await handle(draft, parent, new StateFailure(error, cause, narrower === undefined ? {} : { narrower }));
};

/** Runs a piece of a thread's state; what fails is retried, caught or ends the execution. */
export const attempt = async (draft: Draft, thread: Thread, piece: () => Promise<void>): Promise<void> => {
  try {
    await piece();
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    draft.remember();
    await handle(draft, thread, error);
    draft.forget();
  }
};

/** The task's result is there: its state is left with it. */
export const complete = async (draft: Draft, thread: Thread, state: TaskState, result: Json): Promise<void> =>
  go(draft, thread, { exit: state.exit, fallback: result, extras: { result } });

/** The wait is over. */
export const wake = async (draft: Draft, thread: Thread): Promise<void> => {
  const { exit } = draft.stateOf(thread);
  await go(draft, thread, { exit, fallback: thread.input });
};

/** Takes every thread as far as it goes without waiting, within one commit's measure. */
export const interpret = async (draft: Draft): Promise<void> => {
  for (let passed = 0; passed < statesPerCommit; passed += 1) {
    const thread = draft.runnable();
    if (!thread) return;
    await attempt(draft, thread, async () => {
      if (thread.phase.is === 'entering') enter(draft, thread);
      await work(draft, thread);
    });
  }
};
