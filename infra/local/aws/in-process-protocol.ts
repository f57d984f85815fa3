import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { InProcessCall } from './in-process-call.ts';

/**
 * Operations whose input and output are strings, numbers, booleans and DynamoDB values: nothing that the SDK's schema
 * would turn into a date, and binary values only where DynamoDB has them. All others take the SDK's own way.
 */
const direct = new Set([
  'GetItem',
  'BatchGetItem',
  'Query',
  'Scan',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'TransactGetItems',
  'BatchWriteItem',
  'SendTaskSuccess',
  'SendTaskFailure',
]);

type Members = Readonly<Record<string, unknown>>;

/** Whether some value in it is not as JSON has it: undefined, a Set, or bytes. */
const isForeign = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return value === undefined;
  if (value instanceof Uint8Array || value instanceof Set) return true;
  if (Array.isArray(value)) return value.some(isForeign);
  for (const name in value) if (isForeign((value as Members)[name])) return true;
  return false;
};

/** An input as JSON has it: without what is undefined, with binary values as base64. Most are so already. */
const toWire = (value: unknown): unknown => (isForeign(value) ? toJson(value) : value);

const toJson = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value) || value instanceof Set) return [...(value as Iterable<unknown>)].map(toJson);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) members[name] = toJson(member);
  return members;
};

const isText = (value: unknown): boolean => typeof value === 'string';

/** A DynamoDB value holds its binary as text under `B` or `BS`; an attribute of that name holds a value, never text. */
const isBinary = (name: string, value: unknown): boolean =>
  (name === 'B' && isText(value)) || (name === 'BS' && Array.isArray(value) && value.every(isText));

const hasBinary = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasBinary);
  for (const name in value) {
    const member = (value as Members)[name];
    if (isBinary(name, member) || hasBinary(member)) return true;
  }
  return false;
};

const bytes = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text), 'base64'));

const toBytes = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toBytes);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value as Members)) {
    if (isBinary(name, member)) members[name] = Array.isArray(member) ? member.map(bytes) : bytes(member);
    else members[name] = toBytes(member);
  }
  return members;
};

/** An output as the SDK has it, with binary values as bytes. Most have none. */
const fromWire = (value: unknown): unknown => (hasBinary(value) ? toBytes(value) : value);

type $Output = Awaited<ReturnType<Super['deserializeResponse']>>;

type Super = InstanceType<typeof AwsJson1_0Protocol>;

/** AWS's JSON protocol without the text: a request and its answer are handed over as they are. */
export class InProcessProtocol extends AwsJson1_0Protocol {
  override async serializeRequest(...[schema, input, context]: Parameters<Super['serializeRequest']>) {
    const { name } = schema;
    if (!direct.has(name)) return super.serializeRequest(schema, input, context);
    const call = new InProcessCall(`${this.serviceTarget}.${name}`, toWire(input) as Members);
    // The SDK passes it on unread to the request handler, which knows it.
    return Promise.resolve(call as unknown as Awaited<ReturnType<Super['serializeRequest']>>);
  }

  override async deserializeResponse<Output extends $Output>(
    schema: Parameters<Super['deserializeResponse']>[0],
    context: Parameters<Super['deserializeResponse']>[1],
    response: Parameters<Super['deserializeResponse']>[2],
  ): Promise<Output> {
    const body: unknown = (response as { readonly body?: unknown }).body;
    const isText = typeof body !== 'object' || body === null || body instanceof Uint8Array;
    if (isText) return super.deserializeResponse<Output>(schema, context, response);
    return Promise.resolve({ ...(fromWire(body) as Members), $metadata: { httpStatusCode: 200 } } as Output);
  }
}
