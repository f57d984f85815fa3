import { randomUUID } from 'node:crypto';
import { DiskRefusal } from '../sqlite/disk-watch.ts';
import { AwsError } from './aws-error.ts';
import type { AwsService, Operation } from './aws-service.ts';
import type { Caller } from './caller.ts';

/** A request of the AWS protocol; header names in lower case. */
export type AwsRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly caller: Caller | undefined;
};

/** Its answer. */
export type AwsAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What serves requests. Errors are answers too; neither rejects. */
export type Dispatch = {
  readonly answer: (request: AwsRequest) => Promise<AwsAnswer>;
  /** The same operation without text: the parsed input in, the output itself out. */
  readonly call: (
    target: string,
    input: Readonly<Record<string, unknown>>,
    caller?: Caller,
  ) => Promise<{ readonly output: object } | { readonly failed: AwsAnswer }>;
};

/** A protocol other than `X-Amz-Target`: gives nothing when the request is not for it. @throws AwsError */
export type Endpoint = (request: AwsRequest) => Promise<AwsAnswer> | undefined;

type Found = { readonly service: AwsService; readonly operation: Operation };

const serviceIn = (services: ReadonlyMap<string, AwsService>, target: string): Found => {
  const [prefix = '', name = ''] = target.split('.');
  const service = services.get(prefix);
  const operation = service && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!service || !operation) {
    throw new AwsError('UnknownOperationException', `The operation ${target || '(none)'} has no local life`);
  }
  return { service, operation };
};

/** A request's body as the object that it must be. @throws AwsError */
export const inputIn = (body: string): Readonly<Record<string, unknown>> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON');
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return parsed as Readonly<Record<string, unknown>>;
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
};

const asAwsError = (error: unknown): AwsError => {
  if (error instanceof AwsError) return error;
  return error instanceof DiskRefusal
    ? new AwsError('ServiceUnavailable', error.message, { status: 503 })
    : new AwsError('InternalServerError', 'The request processing has failed', { status: 500 });
};

/** The answer to a failed request, in the shape that every SDK reads. */
export const answerError = (error: unknown, jsonVersion: '1.0' | '1.1' = '1.0'): AwsAnswer => {
  const known = asAwsError(error);
  return {
    status: known.status,
    headers: {
      'content-type': `application/x-amz-json-${jsonVersion}`,
      'x-amzn-errortype': known.code,
      'x-amzn-requestid': randomUUID(),
    },
    body: JSON.stringify({ __type: known.code, message: known.message, ...known.members }),
  };
};

type Surroundings = {
  /** Told of an error that is neither AWS's own nor the disk's. */
  readonly onError?: (error: unknown) => void;
  /** What was committed and is not on the disk yet; undefined when all is. */
  readonly durable?: () => Promise<void> | undefined;
  /** What an error is of the disk's, if anything. */
  readonly diskRefusal?: (error: unknown) => DiskRefusal | undefined;
};

/** The services behind one endpoint. Nothing is answered before it is durable, and no error with its details. */
export const makeDispatch = (
  services: readonly AwsService[],
  endpoints: readonly Endpoint[],
  { onError = () => {}, durable = () => undefined, diskRefusal = () => undefined }: Surroundings = {},
): Dispatch => {
  const byTarget = new Map(services.map((service) => [service.target, service]));

  /** An answer, once all that it may have seen is on the disk. */
  const kept = async (answered: Promise<object>): Promise<object> => {
    const output = await answered;
    const disk = durable();
    if (disk) await disk;
    return output;
  };

  const answer = async (request: AwsRequest): Promise<AwsAnswer> => {
    for (const endpoint of endpoints) {
      const own = endpoint(request);
      if (own) return own;
    }
    const { service, operation } = serviceIn(byTarget, request.headers['x-amz-target'] ?? '');
    const output = await kept(operation(inputIn(request.body), request.caller));
    return {
      status: 200,
      headers: { 'content-type': `application/x-amz-json-${service.jsonVersion}`, 'x-amzn-requestid': randomUUID() },
      body: JSON.stringify(output),
    };
  };

  const fail = (error: unknown): AwsAnswer => {
    const refusal = diskRefusal(error);
    if (!refusal && !(error instanceof AwsError)) onError(error);
    return answerError(refusal ?? error);
  };

  return {
    answer: (request) => answer(request).catch(fail),
    call: async (target, input, caller) => {
      try {
        return { output: await kept(serviceIn(byTarget, target).operation(input, caller)) };
      } catch (error) {
        return { failed: fail(error) };
      }
    },
  };
};
