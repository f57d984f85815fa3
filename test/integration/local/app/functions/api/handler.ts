import { ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../clients.ts';

const { now, table, documents, executions } = connect();
const environment = { ...process.env };
const machine = process.env['MACHINE'];

type Event = {
  readonly routeKey: string;
  readonly body?: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly authorizer?: { readonly jwt: { readonly claims: Readonly<Record<string, string>> } };
  };
};

const ways: Readonly<Record<string, (event: Event) => unknown>> = {
  event: (event) => event,
  now: () => now(),
  environment: () => environment,
  text: () => ({ statusCode: 200, body: 'plain' }),
  binary: () => ({ statusCode: 200, body: 'AAEC', isBase64Encoded: true, headers: { 'Content-Type': 'image/x' } }),
  cookies: () => ({ statusCode: 201, body: '', cookies: ['a=1', 'b=2'], headers: { 'X-Number': 5 } }),
  slow: async () => {
    await pause(400);
    return { statusCode: 200, body: 'slow' };
  },
  forbidden: async () => {
    const list = new ListExecutionsCommand({ stateMachineArn: machine });
    return executions
      .send(list)
      .catch((error: unknown) => (error instanceof Error ? [error.name, error.message] : error));
  },
  nonsense: () => ({ statusCode: 'often' }),
  throws: () => {
    throw new TypeError('on purpose');
  },
  exits: () => process.exit(3),
  rejects: async () => {
    void Promise.reject(new Error('nobody waits for this'));
    await pause(900);
  },
  bursts: async () => {
    setTimeout(() => {
      throw new Error('nobody catches this');
    }, 1);
    await pause(900);
  },
  late: async () => {
    await pause(1_300);
    await documents.send(new PutCommand({ TableName: table, Item: { id: 'late' } }));
  },
};

const put = async (id: string, body: string): Promise<object> => {
  await documents.send(new PutCommand({ TableName: table, Item: { id, body } }));
  await executions.send(
    new StartExecutionCommand({ stateMachineArn: machine, name: id, input: JSON.stringify({ id }) }),
  );
  return { statusCode: 202, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) };
};

export const handler = async (event: Event): Promise<unknown> => {
  const { id = '', what = '' } = event.pathParameters;
  if (event.routeKey.startsWith('PUT ')) return put(id, event.body ?? '');
  if (what !== '') return ways[what]?.(event);
  const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
  return { item: Item ?? null, sub: event.requestContext.authorizer?.jwt.claims['sub'] };
};
