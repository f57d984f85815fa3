import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClock } from '../../../infra/local/clock/clock.ts';
import { casesTable, openStore, type OpenStore } from './open-store.ts';

const TableName = 'cases';
const key = (pk: string) => ({ pk: { S: pk }, sk: { N: '1' } });
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const put = ({ client }: OpenStore, pk: string, rest: Record<string, { S: string }>) =>
  client.send(new PutItemCommand({ TableName, Item: { ...key(pk), ...rest } }));

const team = async ({ client }: OpenStore, name: string, IndexName = 'by-team') => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: 'team = :t',
      ExpressionAttributeValues: { ':t': { S: name } },
    }),
  );
  return Items;
};

describe('indexes', () => {
  test('hold the items that have their keys, in the order of the sort key, several under one', async () => {
    const open = await openStore();
    await put(open, 'a', { team: { S: 't' }, due: { S: '2' } });
    await put(open, 'b', { team: { S: 't' }, due: { S: '1' } });
    await put(open, 'c', { team: { S: 't' }, due: { S: '1' } });
    await put(open, 'd', { team: { S: 't' } });
    expect((await team(open, 't'))?.map(({ pk }) => pk?.S)).toEqual(['b', 'c', 'a']);
    expect(await team(open, 't', 'keys-by-team')).toHaveLength(4);
  });

  test('show what they project, and no more', async () => {
    const open = await openStore();
    await put(open, 'a', { team: { S: 't' }, due: { S: '2' }, step: { S: 's' }, word: { S: 'w' } });
    expect(await team(open, 't', 'keys-by-team')).toEqual([{ ...key('a'), team: { S: 't' } }]);
    const { Items } = await open.client.send(new ScanCommand({ TableName, IndexName: 'by-due' }));
    expect(Items).toEqual([{ ...key('a'), due: { S: '2' }, step: { S: 's' } }]);
  });

  test('follow an item that moves, and forget one that goes', async () => {
    const open = await openStore();
    await put(open, 'a', { team: { S: 't' }, due: { S: '2' } });
    const update = (UpdateExpression: string, values?: Record<string, { S: string }>) =>
      open.client.send(
        new UpdateItemCommand({ TableName, Key: key('a'), UpdateExpression, ExpressionAttributeValues: values }),
      );
    await update('SET team = :t', { ':t': { S: 'u' } });
    expect(await team(open, 't')).toEqual([]);
    expect(await team(open, 'u')).toHaveLength(1);
    await update('REMOVE due');
    expect(await team(open, 'u')).toEqual([]);
    expect(await team(open, 'u', 'keys-by-team')).toHaveLength(1);
    await open.client.send(new DeleteItemCommand({ TableName, Key: key('a') }));
    expect(await team(open, 'u', 'keys-by-team')).toEqual([]);
  });

  test('page through one index key, either way, though many items share it', async () => {
    const open = await openStore();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const pk of names) await put(open, pk, { team: { S: 't' }, due: { S: '1' } });
    for (const ScanIndexForward of [true, false]) {
      const seen: (string | undefined)[] = [];
      let ExclusiveStartKey: Record<string, never> | undefined;
      do {
        const page = await open.client.send(
          new QueryCommand({
            TableName,
            IndexName: 'by-team',
            KeyConditionExpression: 'team = :t AND due BETWEEN :d AND :d',
            ExpressionAttributeValues: { ':t': { S: 't' }, ':d': { S: '1' } },
            Limit: 2,
            ScanIndexForward,
            ExclusiveStartKey,
          }),
        );
        seen.push(...(page.Items ?? []).map(({ pk }) => pk?.S));
        ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
      } while (ExclusiveStartKey);
      expect(seen).toEqual(ScanIndexForward ? names : names.toReversed());
    }
  });

  test('with a delay show a change later, in its order, and no later than the delay', async () => {
    const open = await openStore({ indexDelay: 3_600_000 });
    await put(open, 'a', { team: { S: 't' }, due: { S: '1' } });
    await put(open, 'a', { team: { S: 'u' }, due: { S: '1' } });
    expect(await team(open, 't')).toEqual([]);
    expect(await team(open, 'u')).toEqual([]);
    await open.clock.advance(3_600_000);
    expect(await team(open, 't')).toEqual([]);
    expect(await team(open, 'u')).toHaveLength(1);
  });

  test('what waits when the runtime stops is there after the next start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-'));
    folders.push(folder);
    const clock = makeClock();
    const first = await openStore({ file: join(folder, 'data.db'), indexDelay: 3_600_000, clock });
    await put(first, 'a', { team: { S: 't' }, due: { S: '1' } });
    clock.stop();
    first.db.close();
    const second = await openStore({ file: join(folder, 'data.db') });
    expect(await team(second, 't')).toHaveLength(1);
    second.db.close();
  });
});

describe('a table that is there already', () => {
  test('gets the indexes that are new, filled, and loses those that are gone', async () => {
    const open = await openStore();
    await put(open, 'a', { team: { S: 't' }, due: { S: '2' }, step: { S: 's' } });
    const [byTeam] = casesTable.GlobalSecondaryIndexes ?? [];
    await open.store.ensureTable({
      ...casesTable,
      GlobalSecondaryIndexes: [
        ...(byTeam ? [{ ...byTeam, Projection: { ProjectionType: 'KEYS_ONLY' } }] : []),
        {
          IndexName: 'by-due-again',
          KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    expect(await team(open, 't')).toEqual([{ ...key('a'), team: { S: 't' }, due: { S: '2' } }]);
    const scan = (IndexName: string) => open.client.send(new ScanCommand({ TableName, IndexName }));
    expect((await scan('by-due-again')).Count).toBe(1);
    await expect(scan('by-due')).rejects.toThrow('does not have the specified index');
  });

  test('keeps its primary key', async () => {
    const open = await openStore();
    const definitions = casesTable.AttributeDefinitions.map((one) =>
      one.AttributeName === 'sk' ? { ...one, AttributeType: 'S' } : one,
    );
    await expect(open.store.ensureTable({ ...casesTable, AttributeDefinitions: definitions })).rejects.toThrow(
      'holds items under the primary key pk (HASH, S), sk (RANGE, N)',
    );
  });
});
