import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GenerateDataKeyCommand, DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { DescribeExecutionCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startRuntime, type Runtime } from '../../../infra/local/runtime.ts';
import { testNow } from '../../support/test-now.ts';
import { synthesise } from './app/synthesise.ts';
import { users } from './app/users.ts';

const app = synthesise();
const day = 86_400_000;
let runtime: Runtime;

type More = { readonly apiPort?: number; readonly beginAt?: number | undefined };

const start = (data: string, more: More = {}): Promise<Runtime> =>
  startRuntime({ assembly: app.assembly, data, users, beginAt: testNow(), ...more, log: () => {} });

const tokenOf = async ({ apiUrl }: Runtime, user = 'iris'): Promise<string> => {
  const answer = await fetch(`${apiUrl}/_local/token`, { method: 'POST', body: JSON.stringify({ user }) });
  return ((await answer.json()) as { access_token: string }).access_token;
};

const put = async (on: Runtime, id: string): Promise<void> => {
  const answer = await fetch(`${on.apiUrl}/items/${id}`, {
    method: 'PUT',
    body: 'hello',
    headers: { authorization: `Bearer ${await tokenOf(on)}`, 'content-type': 'text/plain' },
  });
  expect([answer.status, await answer.json()]).toEqual([202, { id }]);
};

const outputOf = (on: Runtime, name: string): string => String(on.outputs['Service']?.[name]);

const itemOf = async (on: Runtime, id: string) => {
  const client = new DynamoDBClient(on.awsClientConfig());
  const { Item } = await client.send(
    new GetItemCommand({ TableName: outputOf(on, 'TableName'), Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return Item;
};

const finish = async (on: Runtime, id: string): Promise<void> => {
  const taskToken = (await itemOf(on, id))?.['token']?.S;
  await new SFNClient(on.awsClientConfig()).send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
};

const statusOf = async (on: Runtime, id: string): Promise<string | undefined> => {
  const executionArn = `${outputOf(on, 'LiveArn')
    .replace(':stateMachine:', ':execution:')
    .replace(/:live$/, '')}:${id}`;
  return (await new SFNClient(on.awsClientConfig()).send(new DescribeExecutionCommand({ executionArn }))).status;
};

beforeAll(async () => {
  runtime = await start(':memory:');
});

afterAll(async () => {
  await runtime.stop();
  app.clean();
});

describe('an application of two stacks', () => {
  test('runs from the request through function, table and execution to the event of its end', async () => {
    await put(runtime, 'whole');
    await runtime.clock.idle();
    await finish(runtime, 'whole');
    expect(await statusOf(runtime, 'whole')).toBe('RUNNING');
    await runtime.advance(day + 1_000);
    expect(await statusOf(runtime, 'whole')).toBe('SUCCEEDED');
    expect((await itemOf(runtime, 'ended-whole'))?.['status']).toEqual({ S: 'SUCCEEDED' });
  });

  test('tells a function who calls by the claims of the token', async () => {
    await put(runtime, 'mine');
    const token = await tokenOf(runtime, 'otto');
    const answer = await fetch(`${runtime.apiUrl}/items/mine`, { headers: { authorization: token } });
    expect(await answer.json()).toMatchObject({ item: { id: 'mine', body: 'hello' }, sub: 'sub-otto' });
  });

  test('gives its outputs, resolved across stacks', () => {
    expect(outputOf(runtime, 'TableName')).toMatch(/^Data-Items/);
    expect(outputOf(runtime, 'LiveArn')).toMatch(/^arn:aws:states:ca-central-1:000000000000:stateMachine:.*:live$/);
  });

  test('seals with its key', async () => {
    const kms = new KMSClient(runtime.awsClientConfig());
    const context = { EncryptionContext: { case: '1' } };
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId: 'alias/items', KeySpec: 'AES_256', ...context }));
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, ...context }));
    expect(opened.Plaintext).toEqual(made.Plaintext);
    await expect(kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }))).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidCiphertextException' }),
    );
  });

  test('a function has exactly the environment of its template and of Lambda', async () => {
    const environment = (await (await fetch(`${runtime.apiUrl}/open/environment`)).json()) as Record<string, string>;
    const own = Object.keys(environment).filter((name) => !/^(AWS_|LAMBDA_|LANG$|TZ$|_HANDLER$)/.test(name));
    expect(own.sort()).toEqual(['KEY', 'MACHINE', 'TABLE']);
  });

  test('a schedule sleeps until something is due, or something is written', async () => {
    const fresh = await start(':memory:');
    const runs = async () => (await itemOf(fresh, 'sweep'))?.['runs']?.N;
    await fresh.advance(30 * 60_000);
    expect(await runs()).toBe('1');
    await put(fresh, 'woken');
    await fresh.advance(2 * 60_000);
    expect(Number(await runs())).toBeGreaterThan(1);
    const before = Number(await runs());
    await fresh.advance(10 * 3_600_000);
    expect(Number(await runs()) - before).toBeLessThanOrEqual(11);
    await fresh.stop();
  });
});

describe('two runtimes in one process', () => {
  test('share neither clock nor data', async () => {
    const other = await start(':memory:');
    await other.advance(10 * day);
    const [here, there] = await Promise.all(
      [runtime, other].map(async ({ apiUrl }) => Number(await (await fetch(`${apiUrl}/open/now`)).text())),
    );
    expect(Number(there) - Number(here)).toBeGreaterThan(8 * day);
    expect(await itemOf(other, 'whole')).toBeUndefined();
    await other.stop();
  });
});

describe('a restart on disk', () => {
  test('keeps items, executions, the clock and tokens', async () => {
    const data = app.folder('restart');
    const first = await start(data);
    const apiPort = Number(new URL(first.apiUrl).port);
    const token = await tokenOf(first);
    await put(first, 'kept');
    await first.advance(3 * day);
    await finish(first, 'kept');
    const before = first.clock.now();
    await first.stop();

    const second = await start(data, { apiPort });
    expect(second.clock.now()).toBeGreaterThanOrEqual(before);
    const answer = await fetch(`${second.apiUrl}/items/kept`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ item: { id: 'kept' }, sub: 'sub-iris' });
    await second.advance(2 * day);
    expect(await statusOf(second, 'kept')).toBe('SUCCEEDED');
    expect(second.outputs).toEqual(first.outputs);
    await second.stop();
  });
});

describe('a clock that is told where to begin', () => {
  const begins = Date.UTC(2020, 1, 29, 12);

  test('begins there, before the real time too, and takes nothing back at the next start', async () => {
    const data = app.folder('begun');
    const first = await start(data, { beginAt: begins });
    expect(first.clock.now() - begins).toBeLessThan(day);
    await put(first, 'then');
    await first.advance(2 * day);
    await first.stop();

    const second = await start(data, { beginAt: begins });
    expect(second.clock.now()).toBeGreaterThanOrEqual(begins + 2 * day);
    expect(second.clock.now()).toBeLessThan(begins + 3 * day);
    await second.stop();
  });

  test('is not set where data have begun without', async () => {
    const data = app.folder('not-begun');
    await (await start(data, { beginAt: undefined })).stop();
    const second = await start(data, { beginAt: begins });
    expect(second.clock.now()).toBeGreaterThan(begins + 365 * day);
    await second.stop();
  });
});

describe('a backup of a running system', () => {
  test('is a data folder again, keys included', async () => {
    const data = app.folder('original');
    const original = await start(data);
    await put(original, 'copied');
    const answer = await fetch(`${original.apiUrl}/_local/backup`, { method: 'POST' });
    const { folder } = (await answer.json()) as { folder: string };
    await put(original, 'later');
    await original.stop();

    const restored = await start(folder);
    expect((await itemOf(restored, 'copied'))?.['body']).toEqual({ S: 'hello' });
    expect(await itemOf(restored, 'later')).toBeUndefined();
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    await restored.stop();
  });

  test('is refused in memory', async () => {
    const answer = await fetch(`${runtime.apiUrl}/_local/backup`, { method: 'POST' });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { message: 'data in memory cannot be copied: start with --data' },
    ]);
  });
});

describe('a stop', () => {
  test('lets a request under way finish, and takes no other', async () => {
    const stopping = await start(':memory:');
    await fetch(`${stopping.apiUrl}/open/text`);
    const slow = fetch(`${stopping.apiUrl}/open/slow`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = stopping.stop();
    expect(await (await slow).text()).toBe('slow');
    await stopped;
    await expect(fetch(`${stopping.apiUrl}/open/text`)).rejects.toThrow();
  });
});
