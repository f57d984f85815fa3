import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type OpenStore } from './open-store.ts';

const TableName = 'cases';
const key = (sk: number) => ({ pk: { S: 'c' }, sk: { N: String(sk) } });
let open: OpenStore;

beforeEach(async () => {
  open = await openStore();
  await open.client.send(new PutItemCommand({ TableName, Item: { ...key(1), v: { N: '1' } } }));
});

const transact = (TransactItems: TransactWriteItemsCommandInput['TransactItems'], ClientRequestToken?: string) =>
  open.client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
const get = async (sk: number) => (await open.client.send(new GetItemCommand({ TableName, Key: key(sk) }))).Item;
const increment = (sk: number, v = '1') => ({
  Update: {
    TableName,
    Key: key(sk),
    UpdateExpression: 'SET v = v + :v',
    ExpressionAttributeValues: { ':v': { N: v } },
  },
});
const absent = (sk: number) => ({
  Put: {
    TableName,
    Item: key(sk),
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  },
});

describe('transactions', () => {
  test('do all of their actions', async () => {
    await transact([
      absent(2),
      increment(1),
      { ConditionCheck: { TableName, Key: key(9), ConditionExpression: 'attribute_not_exists(pk)' } },
      { Delete: { TableName, Key: key(3) } },
    ]);
    expect((await get(1))?.v).toEqual({ N: '2' });
    expect(await get(2)).toEqual(key(2));
  });

  test('do nothing when one refuses, and name each reason in its place', async () => {
    const attempt = transact([absent(2), absent(1), increment(7)]);
    await expect(attempt).rejects.toBeInstanceOf(TransactionCanceledException);
    await expect(attempt).rejects.toMatchObject({
      message: expect.stringContaining('[None, ConditionalCheckFailed, ValidationError]'),
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...key(1), v: { N: '1' } },
        },
        {
          Code: 'ValidationError',
          Message: 'The provided expression refers to an attribute that does not exist in the item',
        },
      ],
    });
    expect(await get(2)).toBeUndefined();
  });

  test('with one token happen once in ten minutes, and again after', async () => {
    await transact([increment(1)], 'token-1');
    await transact([increment(1)], 'token-1');
    expect((await get(1))?.v).toEqual({ N: '2' });
    await expect(transact([increment(1, '5')], 'token-1')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    await open.clock.advance(10 * 60_000);
    await transact([increment(1)], 'token-1');
    expect((await get(1))?.v).toEqual({ N: '3' });
  });

  test('a token of a cancelled transaction may be used again', async () => {
    await expect(transact([absent(1)], 'token-2')).rejects.toBeInstanceOf(TransactionCanceledException);
    await transact([increment(1)], 'token-2');
    expect((await get(1))?.v).toEqual({ N: '2' });
  });

  test.each<[string, () => TransactWriteItemsCommandInput['TransactItems'], string]>([
    [
      'two actions on one item',
      () => [absent(5), { Delete: { TableName, Key: { ...key(5), sk: { N: '5.0' } } } }],
      'cannot include multiple operations on one item',
    ],
    [
      '101 actions',
      () => Array.from({ length: 101 }, (_, sk) => absent(sk)),
      'Member must have length less than or equal to 100',
    ],
    ['no action', () => [], 'Member must have length greater than or equal to 1'],
  ])('of %s are refused', async (_, items, message) => {
    await expect(transact(items())).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  test('read items together, with a place for each that is not there', async () => {
    const { Responses } = await open.client.send(
      new TransactGetItemsCommand({ TransactItems: [1, 2].map((sk) => ({ Get: { TableName, Key: key(sk) } })) }),
    );
    expect(Responses).toEqual([{ Item: { ...key(1), v: { N: '1' } } }, {}]);
  });

  test('spend twice what their writes cost alone, on the indexes too', async () => {
    const Item = { ...key(4), team: { S: 't' }, due: { S: 'd' }, s: { S: 'x'.repeat(1024) } };
    const { ConsumedCapacity } = await open.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName, Item } }],
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
    expect(ConsumedCapacity).toEqual([
      expect.objectContaining({
        TableName,
        CapacityUnits: 12,
        Table: expect.objectContaining({ CapacityUnits: 4 }),
        GlobalSecondaryIndexes: {
          'by-team': expect.objectContaining({ CapacityUnits: 4 }),
          'by-due': expect.objectContaining({ CapacityUnits: 2 }),
          'keys-by-team': expect.objectContaining({ CapacityUnits: 2 }),
        },
      }),
    ]);
  });
});
