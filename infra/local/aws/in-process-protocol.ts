import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { HttpRequest } from '@smithy/core/protocols';

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

/** An input as JSON has it: without what is undefined, with binary values as base64. */
const toWire = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toWire);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set) return [...value].map(toWire);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) members[name] = toWire(member);
  return members;
};

const bytes = (text: unknown): unknown =>
  typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : text;

/** A DynamoDB value holds its binary as text under `B` or `BS`; an attribute of that name holds a value, never text. */
const fromWire = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fromWire);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value as Members)) {
    if (name === 'B' && typeof member === 'string') members[name] = bytes(member);
    else if (name === 'BS' && Array.isArray(member)) members[name] = member.map(bytes);
    else members[name] = fromWire(member);
  }
  return members;
};

type $Output = Awaited<ReturnType<Super['deserializeResponse']>>;

type Super = InstanceType<typeof AwsJson1_0Protocol>;

/** AWS's JSON protocol without the text: a request and its answer are handed over as they are, copied. */
export class InProcessProtocol extends AwsJson1_0Protocol {
  override async serializeRequest(...[schema, input, context]: Parameters<Super['serializeRequest']>) {
    const { name } = schema;
    if (!direct.has(name)) return super.serializeRequest(schema, input, context);
    return Promise.resolve(
      new HttpRequest({
        method: 'POST',
        protocol: 'http:',
        hostname: 'localhost',
        path: '/',
        headers: { 'x-amz-target': `${this.serviceTarget}.${name}` },
        body: toWire(input),
      }),
    );
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
