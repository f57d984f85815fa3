import { randomUUID } from 'node:crypto';
import { invocations, type Invocation } from '../aws/caller.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { Handler } from './load-handler.ts';

/** What a failed function leaves, in Lambda's own shape. */
type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
};

/** What one invocation gave; `value` has been through JSON, as it would have been on AWS. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly functionError: 'Unhandled'; readonly error: FunctionError };

const throughText = (value: unknown): unknown => {
  // JSON.stringify gives undefined for what has no JSON, whatever its type says.
  const json = JSON.stringify(value) as string | undefined;
  return json === undefined ? null : JSON.parse(json);
};

const isPlain = (value: object): value is Record<string, unknown> =>
  Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value);

/** A value as it comes out of JSON. A plain object's strings are shared, not written and read again: bodies are long. */
const throughJson = (value: unknown): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || !isPlain(value)) return throughText(value);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const isJson = member !== undefined && typeof member !== 'function' && typeof member !== 'symbol';
    if (isJson) members[name] = throughJson(member);
  }
  return members;
};

const isError = (thrown: unknown): thrown is Error =>
  typeof thrown === 'object' && thrown !== null && 'name' in thrown && 'message' in thrown;

/** An outcome as Lambda words a thrown value. */
export const failed = (thrown: unknown): Outcome => {
  const error = isError(thrown)
    ? { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') }
    : { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { ok: false, functionError: 'Unhandled', error };
};

const timedOut = (requestId: string, timeout: number): Error =>
  Object.assign(
    new Error(`RequestId: ${requestId} Error: Task timed out after ${(timeout / 1000).toFixed(2)} seconds`),
    {
      name: 'Sandbox.Timedout',
    },
  );

const contextOf = (spec: FunctionSpec, awsRequestId: string, deadline: number): object => ({
  awsRequestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: spec.name,
  functionVersion: '$LATEST',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  invokedFunctionArn: spec.arn,
  logGroupName: `/aws/lambda/${spec.name}`,
  logStreamName: 'local',
  memoryLimitInMB: String(spec.memorySize),
});

const attempt = async (handler: Handler, input: unknown, context: object): Promise<Outcome> => {
  try {
    return { ok: true, value: throughJson(await handler(input, context)) };
  } catch (error) {
    return failed(error);
  }
};

/**
 * Runs a handler once, on real time. It settles with the handler, its timeout, or a failure that nobody else caught
 * (an unhandled rejection, an exit), whichever comes first; the invocation is fenced from then on.
 */
export const invokeHandler = (spec: FunctionSpec, handler: Handler, event: unknown): Promise<Outcome> =>
  new Promise((resolve) => {
    const requestId = randomUUID();
    let isOver = false;
    const settle = (outcome: Outcome, fence: boolean): void => {
      isOver ||= fence;
      clearTimeout(timer);
      resolve(outcome);
    };
    const invocation: Invocation = {
      functionName: spec.name,
      roleArn: spec.roleArn,
      requestId,
      isFenced: () => isOver,
      fail: (error) => {
        settle(failed(error), true);
      },
    };
    const timer = setTimeout(() => {
      settle(failed(timedOut(requestId, spec.timeout)), true);
    }, spec.timeout);
    const context = contextOf(spec, requestId, Date.now() + spec.timeout);
    const input = throughJson(event);
    void invocations
      .run(invocation, () => attempt(handler, input, context))
      .then((outcome) => {
        settle(outcome, false);
      });
  });
