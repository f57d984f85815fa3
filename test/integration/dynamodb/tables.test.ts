import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { casesTable, openStore } from './open-store.ts';

const create = new CreateTableCommand({
  TableName: 'notes',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});

test('a table is created, described, listed and deleted with its items', async () => {
  const { client } = await openStore();
  await client.send(create);
  await expect(client.send(create)).rejects.toMatchObject({ name: 'ResourceInUseException' });
  await client.send(new PutItemCommand({ TableName: 'notes', Item: { id: { B: new Uint8Array([1]) } } }));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'notes' }));
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    ItemCount: 1,
    TableArn: 'arn:aws:dynamodb:ca-central-1:000000000000:table/notes',
  });
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['cases', 'notes']);
  await client.send(new DeleteTableCommand({ TableName: 'notes' }));
  await client.send(create);
  expect((await client.send(new ScanCommand({ TableName: 'notes' }))).Count).toBe(0);
});

test('time to live is set once and shown', async () => {
  const { client } = await openStore();
  const update = (Enabled: boolean) =>
    client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'cases',
        TimeToLiveSpecification: { Enabled, AttributeName: 'expires' },
      }),
    );
  await update(true);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'cases' }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
  await expect(update(true)).rejects.toThrow('TimeToLive is already enabled');
});

test('items past their time to live go within a day, from their indexes too, and others stay', async () => {
  const { client, clock, store } = await openStore();
  const inHours = (hours: number) => ({ N: String(Math.floor(clock.now() / 1000) + hours * 3600) });
  const put = (sk: string, rest: Record<string, { N: string } | { S: string }>) =>
    client.send(
      new PutItemCommand({ TableName: 'cases', Item: { pk: { S: 'a' }, sk: { N: sk }, due: { S: 'd' }, ...rest } }),
    );
  await put('1', { expires: inHours(1) });
  await store.ensureTable({ ...casesTable, TimeToLiveAttribute: 'expires' });
  await put('2', { expires: inHours(2) });
  await put('3', { expires: inHours(100) });
  await put('4', { expires: { S: 'never' } });
  await put('5', {});
  await clock.advance(2 * 86_400_000);
  for (const IndexName of [undefined, 'by-due']) {
    const { Items } = await client.send(new ScanCommand({ TableName: 'cases', IndexName }));
    expect(Items?.map(({ sk }) => sk?.N)).toEqual(['3', '4', '5']);
  }
});

test('what this store does not have is refused, not ignored', async () => {
  const { client } = await openStore();
  const streaming = new CreateTableCommand({
    ...create.input,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  });
  await expect(client.send(streaming)).rejects.toThrow('Streams are not supported');
});
