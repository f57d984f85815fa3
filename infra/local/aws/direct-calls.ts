import { AsyncLocalStorage } from 'node:async_hooks';
import { invocations, type Invocation } from './caller.ts';
import type { AwsAnswer, Dispatch } from './dispatch.ts';
import { fromWire, toWire } from './json-values.ts';

type Members = Readonly<Record<string, unknown>>;
type ToSdk = (output: object) => Members;

const asDynamoDb: ToSdk = (output) => fromWire(output) as Members;

const asIs: ToSdk = (output) => ({ ...output });

/** With bytes where the wire has base64. */
const withBytes =
  (...names: readonly string[]): ToSdk =>
  (output) => ({
    ...output,
    ...Object.fromEntries(names.map((name) => [name, Buffer.from(String((output as Members)[name]), 'base64')])),
  });

/** With a date where the wire has seconds since the epoch. */
const withDate =
  (name: string): ToSdk =>
  (output) => ({ ...output, [name]: new Date(Number((output as Members)[name]) * 1000) });

/** What pathways call, with what the SDK makes of the output. All other operations take the SDK's own way. */
const direct: ReadonlyMap<string, ToSdk> = new Map([
  ['GetItem', asDynamoDb],
  ['BatchGetItem', asDynamoDb],
  ['Query', asDynamoDb],
  ['Scan', asDynamoDb],
  ['PutItem', asDynamoDb],
  ['UpdateItem', asDynamoDb],
  ['DeleteItem', asDynamoDb],
  ['TransactWriteItems', asDynamoDb],
  ['TransactGetItems', asDynamoDb],
  ['BatchWriteItem', asDynamoDb],
  ['SendTaskSuccess', asIs],
  ['SendTaskFailure', asIs],
  ['StartExecution', withDate('startDate')],
  ['GenerateDataKey', withBytes('Plaintext', 'CiphertextBlob')],
  ['Decrypt', withBytes('Plaintext')],
]);
type Call = (args: { readonly input: object }) => Promise<object>;

/** What the SDK knows of the operation that a call is for. */
type Context = {
  readonly __smithy_context?: {
    readonly service?: string;
    readonly operation?: string;
    readonly abortSignal?: unknown;
  };
};

/** The part of an AWS SDK v3 client that is read here. */
type SdkClient = {
  readonly middlewareStack: {
    readonly add: (
      middleware: (next: Call, context: Context) => Call,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ) => void;
  };
};

/** The answer that a call has had already, until the request handler takes it. */
type Refusal = { answer: AwsAnswer | undefined };

const refusals = new AsyncLocalStorage<Refusal>();

/** Within a call that was refused directly: its answer, once. What the SDK then tries again is a new request. */
export const takeRefusal = (): AwsAnswer | undefined => {
  const refusal = refusals.getStore();
  const answer = refusal?.answer;
  if (refusal) refusal.answer = undefined;
  return answer;
};

/** @throws AbortError when the invocation that calls is over: on AWS it would no longer exist */
export const refuseEnded = (invocation: Invocation | undefined): void => {
  if (invocation?.isFenced() !== true) return;
  throw Object.assign(new Error('The invocation that makes this call is over'), { name: 'AbortError' });
};

const makeMiddleware =
  ({ call }: Dispatch) =>
  (next: Call, { __smithy_context: { service, operation = '', abortSignal } = {} }: Context): Call => {
    const toSdk = direct.get(operation);
    if (!toSdk || abortSignal !== undefined) return next;
    const target = `${service}.${operation}`;
    return async (args) => {
      const invocation = invocations.getStore();
      refuseEnded(invocation);
      const input = toWire(args.input) as Members;
      const done = await invocations.run(undefined, () => call(target, input, invocation));
      if ('failed' in done) return refusals.run({ answer: done.failed }, next, args);
      return { response: {}, output: { ...toSdk(done.output), $metadata: { httpStatusCode: 200 } } };
    };
  };

/**
 * Makes an SDK client call the services of this process as functions: the parsed input in, the output itself out, by a
 * middleware that stands before all others. A refusal goes the SDK's own way, which makes its errors of it and tries
 * again what it would on AWS.
 */
export const callDirectly =
  (dispatch: Dispatch): (<C extends object>(client: C) => C) =>
  (client) => {
    const { middlewareStack } = client as unknown as SdkClient;
    middlewareStack.add(makeMiddleware(dispatch), { step: 'initialize', priority: 'high', name: 'callDirectly' });
    return client;
  };
