import type { TaskState } from '../definition/machine.ts';
import { isJsonObject, isTooLarge, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { known } from './draft.ts';
import type { Draft } from './draft.ts';
import { StateFailure } from './failure.ts';
import { evaluate, evaluateCount, scopeOf } from './scope.ts';
import type { Call, Thread } from './thread.ts';
import { newToken } from './token.ts';

/** What an invocation came to: the function's answer, or the error that it or Lambda gave. */
export type Answer = { readonly payload: string } | { readonly error: string; readonly cause: string };

const resourceOf = ({ integration }: TaskState): JsonObject =>
  integration === 'function'
    ? {}
    : { resourceType: 'lambda', resource: integration === 'token' ? 'invoke.waitForTaskToken' : 'invoke' };

/** Adds an event of a task, by the names of its integration: `TaskFailed` or `LambdaFunctionFailed`. */
export const logTask = (
  draft: Draft,
  thread: Thread,
  state: TaskState,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
): void => {
  const members = { ...resourceOf(state), ...known(details) };
  const type = `${state.integration === 'function' ? 'LambdaFunction' : 'Task'}${what}`;
  draft.log(thread, type, Object.keys(members).length === 0 ? undefined : members);
};

const argumentsOfInvoke = new Set(['FunctionName', 'Payload', 'Qualifier', 'InvocationType', 'LogType']);

const callOf = (state: TaskState, argument: Json): Call => {
  if (state.integration === 'function') return { functionName: state.resource, payload: JSON.stringify(argument) };
  const { FunctionName, Payload = {}, Qualifier } = isJsonObject(argument) ? argument : {};
  if (typeof FunctionName !== 'string') {
    throw new StateFailure('States.Runtime', `The state '${state.name}' has no argument FunctionName of type string`);
  }
  const unknown = Object.keys(argument as JsonObject).find((name) => !argumentsOfInvoke.has(name));
  if (unknown)
    throw new StateFailure(
      'States.Runtime',
      `The argument '${unknown}' of lambda:invoke is not one that this runtime has`,
    );
  const functionName = typeof Qualifier === 'string' ? `${FunctionName}:${Qualifier}` : FunctionName;
  return { functionName, payload: JSON.stringify(Payload) };
};

/** Schedules the task's invocation: made once this is committed. @throws StateFailure */
export const schedule = async (draft: Draft, thread: Thread, state: TaskState): Promise<void> => {
  const token = state.integration === 'token' ? newToken(draft.record.id, thread.id) : undefined;
  const scope = scopeOf(draft, thread, { token });
  const argument = state.arguments ? await evaluate(thread, state.arguments, scope) : thread.input;
  const timeout = await evaluateCount(thread, state.timeoutSeconds, scope, { field: 'TimeoutSeconds', least: 1 });
  const heartbeat = await evaluateCount(thread, state.heartbeatSeconds, scope, { field: 'HeartbeatSeconds', least: 1 });
  const call = callOf(state, argument);
  if (isTooLarge(call.payload)) throw tooLarge(state);
  logTask(draft, thread, state, 'Scheduled', {
    ...(state.integration === 'function'
      ? { resource: state.resource, input: call.payload }
      : { region: draft.surroundings.region, parameters: JSON.stringify(argument), heartbeatInSeconds: heartbeat }),
    timeoutInSeconds: timeout,
  });
  logTask(draft, thread, state, 'Started');
  thread.attempt = draft.record.seq;
  thread.phase = {
    is: 'calling',
    call,
    token,
    timeoutAt: timeout === undefined ? undefined : draft.now + timeout * 1000,
    // Only a task that was given a token can be told to be alive.
    ...(token === undefined || heartbeat === undefined
      ? {}
      : { heartbeatSeconds: heartbeat, heartbeatAt: draft.now + heartbeat * 1000 }),
  };
  draft.calls.push({ ...call, execution: draft.record.id, thread: thread.id, attempt: thread.attempt });
};

const tooLarge = (state: TaskState): StateFailure =>
  new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${state.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

const resultOf = (payload: string): Json => {
  try {
    return parseJson(payload);
  } catch {
    return payload;
  }
};

/** What `lambda:invoke` answers around the function's payload. */
const invokeResult = (payload: string): Json => ({
  ExecutedVersion: '$LATEST',
  Payload: resultOf(payload),
  SdkHttpMetadata: {
    HttpHeaders: { 'Content-Type': 'application/json', 'X-Amz-Executed-Version': '$LATEST' },
    HttpStatusCode: 200,
  },
  StatusCode: 200,
});

/**
 * Takes the answer of an invocation. The task's result, or undefined while its callback is still awaited.
 * @throws StateFailure
 */
export const answered = (
  draft: Draft,
  thread: Thread,
  state: TaskState,
  answer: Answer,
): { readonly result: Json } | undefined => {
  if ('error' in answer) {
    logTask(draft, thread, state, 'Failed', answer);
    throw new StateFailure(answer.error, answer.cause);
  }
  if (isTooLarge(answer.payload)) {
    const failure = tooLarge(state);
    logTask(draft, thread, state, 'Failed', { error: failure.error, cause: failure.cause });
    throw failure;
  }
  const result = state.integration === 'function' ? resultOf(answer.payload) : invokeResult(answer.payload);
  const { phase } = thread;
  if (phase.is === 'calling' && phase.token !== undefined) {
    const { token, timeoutAt, heartbeatAt, heartbeatSeconds } = phase;
    logTask(draft, thread, state, 'Submitted', { output: JSON.stringify(result) });
    thread.phase = { is: 'submitted', token, timeoutAt, heartbeatAt, heartbeatSeconds };
    return undefined;
  }
  logTask(draft, thread, state, 'Succeeded', { output: JSON.stringify(result) });
  return { result };
};

/** The task took too long, or was silent for too long. */
export const timedOut = (draft: Draft, thread: Thread, state: TaskState, heartbeat: boolean): StateFailure => {
  logTask(draft, thread, state, 'TimedOut', { error: 'States.Timeout' });
  return new StateFailure('States.Timeout', undefined, heartbeat ? { narrower: 'States.HeartbeatTimeout' } : {});
};
