import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore } from './open-store.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Lets a process write until it has acknowledged so many transactions, then kills it in the midst of its work. */
const writeAndKill = async (file: string, count: number): Promise<readonly number[]> => {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line));
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
};

test('a process killed while it writes loses nothing that it acknowledged, and tears nothing', async () => {
  const file = join(folder, 'data.db');
  const acknowledged = await writeAndKill(file, 300);
  const { client, db } = await openStore({ file });
  const partition = async (pk: string) => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: 'cases',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
      }),
    );
    return (Items ?? []).map(({ sk }) => Number(sk?.N));
  };
  const [left, right] = [await partition('left'), await partition('right')];
  expect(left).toEqual(expect.arrayContaining([...acknowledged]));
  expect(right).toEqual(left);
  const index = await client.send(new ScanCommand({ TableName: 'cases', IndexName: 'keys-by-team' }));
  expect(index.Count).toBe(2 * left.length);
  db.close();
}, 30_000);

test('on a full disk a write is refused with a clear word, and the store goes on when there is room', async () => {
  const { store, db } = await openStore({ file: join(folder, 'data.db') });
  const put = (sk: number, bytes: number) =>
    store.operations.PutItem?.({
      TableName: 'cases',
      Item: { pk: { S: 'a' }, sk: { N: String(sk) }, s: { S: 'x'.repeat(bytes) } },
    });
  const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
  db.exec(`PRAGMA max_page_count = ${pages + 10}`);
  await put(1, 1000);
  await expect(Promise.all([put(2, 1000), put(3, 300_000)])).rejects.toMatchObject({
    code: 'InternalServerError',
    status: 500,
    message: 'The disk is full: nothing was written.',
  });
  db.exec('PRAGMA max_page_count = 1000000');
  await put(4, 300_000);
  const scan = await store.operations.Scan?.({ TableName: 'cases', ProjectionExpression: 'sk' });
  expect(scan).toMatchObject({ Items: [{ sk: { N: '1' } }, { sk: { N: '4' } }] });
  db.close();
});
