import { AwsError } from '../../aws/aws-error.ts';
import type { Json } from '../json.ts';
import { mostEvents } from '../store/schema.ts';
import { known } from './draft.ts';
import type { Draft } from './draft.ts';
import { StateFailure } from './failure.ts';
import { attempt, complete, wake } from './interpret.ts';
import { answered, logTask, timedOut } from './task.ts';
import type { Answer } from './task.ts';
import { isSameToken } from './token.ts';
import type { Thread } from './thread.ts';

/** Something that happens to a running execution. It changes the draft, or leaves it alone where it comes too late. */
export type Stimulus<T = void> = (draft: Draft) => Promise<T>;

/** A function has answered, or its invocation has failed. */
export const answer =
  (threadId: number, attemptNumber: number, given: Answer): Stimulus =>
  async (draft) => {
    const thread = draft.threads.get(threadId);
    if (!draft.isRunning || thread?.phase.is !== 'calling' || thread.attempt !== attemptNumber) return;
    const state = draft.stateOf(thread);
    if (state.type !== 'Task') return;
    await attempt(draft, thread, async () => {
      const done = answered(draft, thread, state, given);
      if (done) await complete(draft, thread, state, done.result);
    });
  };

/** The thread that waits for the token. @throws AwsError TaskTimedOut when none does any more */
const holderOf = (draft: Draft, threadId: number, token: string): Thread => {
  const thread = draft.threads.get(threadId);
  if (draft.isRunning && thread && (thread.phase.is === 'calling' || thread.phase.is === 'submitted')) {
    const held = thread.phase.token;
    if (held !== undefined && isSameToken(held, token)) return thread;
  }
  throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
};

export type Callback =
  | { readonly output: Json; readonly text: string }
  | { readonly error?: string | undefined; readonly cause?: string | undefined };

/** SendTaskSuccess or SendTaskFailure. @throws AwsError TaskTimedOut */
export const callback =
  (threadId: number, token: string, given: Callback): Stimulus =>
  async (draft) => {
    const thread = holderOf(draft, threadId, token);
    const state = draft.stateOf(thread);
    if (state.type !== 'Task') return;
    await attempt(draft, thread, async () => {
      if ('output' in given) {
        logTask(draft, thread, state, 'Succeeded', { output: given.text });
        return complete(draft, thread, state, given.output);
      }
      logTask(draft, thread, state, 'Failed', known(given));
      throw new StateFailure(given.error, given.cause);
    });
  };

/** SendTaskHeartbeat. @throws AwsError TaskTimedOut */
export const heartbeat =
  (threadId: number, token: string): Stimulus =>
  async (draft) => {
    const thread = holderOf(draft, threadId, token);
    const { phase } = thread;
    if (!('heartbeatSeconds' in phase) || phase.heartbeatSeconds === undefined) return;
    thread.phase = { ...phase, heartbeatAt: draft.now + phase.heartbeatSeconds * 1000 };
    draft.changed = true;
    return Promise.resolve();
  };

const passDue = async (draft: Draft, thread: Thread, now: number): Promise<void> => {
  const { phase } = thread;
  if (phase.is === 'retrying' && phase.until <= now) {
    thread.phase = { is: 'working' };
    draft.changed = true;
  }
  if (phase.is === 'waiting' && phase.until <= now) await attempt(draft, thread, () => wake(draft, thread));
  if (phase.is !== 'calling' && phase.is !== 'submitted') return;
  const [overall, silent] = [(phase.timeoutAt ?? Infinity) <= now, (phase.heartbeatAt ?? Infinity) <= now];
  const state = draft.stateOf(thread);
  if (state.type !== 'Task' || (!overall && !silent)) return;
  await attempt(draft, thread, () => Promise.reject(timedOut(draft, thread, state, !overall)));
};

/** Time has passed: waits, retry delays, timeouts and heartbeats that are due happen. */
export const timePassed: Stimulus = async (draft) => {
  const { now, machine } = draft;
  if (machine.timeoutSeconds !== undefined && draft.isRunning && draft.begun + machine.timeoutSeconds * 1000 <= now) {
    draft.end({ status: 'TIMED_OUT', output: null, error: 'States.Timeout', cause: null });
    return;
  }
  for (const thread of [...draft.threads.values()]) {
    // An earlier one may have ended the execution or this branch.
    if (draft.isRunning && draft.threads.get(thread.id) === thread) await passDue(draft, thread, now);
  }
};

/** The process has begun again: what was being called is called again. */
export const takenUp: Stimulus = async (draft) => {
  if (!draft.isRunning) return;
  for (const { id, phase, attempt: number } of draft.threads.values()) {
    if (phase.is === 'calling')
      draft.calls.push({ ...phase.call, execution: draft.record.id, thread: id, attempt: number });
  }
  return Promise.resolve();
};

/** StopExecution. */
export const stopped =
  (error: string | null, cause: string | null): Stimulus =>
  (draft) => {
    if (draft.isRunning) draft.end({ status: 'ABORTED', output: null, error, cause });
    return Promise.resolve();
  };

/** RedriveExecution: the states that were under way when the execution ended are done again. */
export const redriven: Stimulus = (draft) => {
  const { record, root } = draft;
  if (record.status === 'RUNNING' || record.status === 'SUCCEEDED' || !root) {
    throw new AwsError('ExecutionNotRedrivable', `Execution is ${record.status} and cannot be redriven`);
  }
  if (record.events >= mostEvents)
    throw new AwsError('ExecutionNotRedrivable', 'Execution history event limit exceeded');
  draft.redriven = { count: record.redrives + 1, at: draft.now };
  const event = draft.append(root.last, 'ExecutionRedriven', { redriveCount: draft.redriven.count });
  for (const thread of draft.threads.values()) {
    thread.retries = [];
    thread.last = event;
  }
  return Promise.resolve();
};
