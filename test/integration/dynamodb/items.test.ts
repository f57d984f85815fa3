import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type OpenStore } from './open-store.ts';

const TableName = 'cases';
const key = (sk: number) => ({ pk: { S: 'c1' }, sk: { N: String(sk) } });
let open: OpenStore;

beforeEach(async () => {
  open = await openStore();
});

const put = (Item: Record<string, unknown>) => open.client.send(new PutItemCommand({ TableName, Item: Item as never }));
const get = async (sk: number) => (await open.client.send(new GetItemCommand({ TableName, Key: key(sk) }))).Item;

describe('items', () => {
  test('come back as they were put, whatever their types', async () => {
    const item = {
      ...key(1),
      n: { N: '12345678901234567890123456789012345678' },
      b: { B: new Uint8Array([0, 255]) },
      flags: { L: [{ BOOL: true }, { BOOL: false }, { NULL: true }] },
      nested: { M: { empty: { S: '' }, list: { L: [{ M: {} }] } } },
      ss: { SS: ['b', 'a'] },
      ns: { NS: ['1', '-2.5'] },
      bs: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
    };
    await put(item);
    expect(await get(1)).toEqual(item);
    expect(await get(2)).toBeUndefined();
  });

  test('a number that is the same key finds the item, however it is written', async () => {
    await put({ ...key(1), pk: { S: 'c1' }, sk: { N: '1.50e1' } });
    expect(await get(15)).toEqual(key(15));
  });

  test('a condition that fails changes nothing and shows the item that refused', async () => {
    await put({ ...key(1), v: { N: '1' } });
    const attempt = open.client.send(
      new PutItemCommand({
        TableName,
        Item: { ...key(1), v: { N: '2' } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { ...key(1), v: { N: '1' } },
    });
    expect((await get(1))?.v).toEqual({ N: '1' });
  });

  test.each([
    ['NONE', undefined],
    ['ALL_OLD', { ...key(1), v: { N: '1' }, w: { S: 'w' } }],
    ['ALL_NEW', { ...key(1), v: { N: '3' }, x: { S: 'x' } }],
    ['UPDATED_OLD', { v: { N: '1' }, w: { S: 'w' } }],
    ['UPDATED_NEW', { v: { N: '3' }, x: { S: 'x' } }],
  ] as const)('an update that returns %s', async (ReturnValues, attributes) => {
    await put({ ...key(1), v: { N: '1' }, w: { S: 'w' } });
    const { Attributes } = await open.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key(1),
        UpdateExpression: 'SET v = v + :two, x = :x REMOVE w',
        ExpressionAttributeValues: { ':two': { N: '2' }, ':x': { S: 'x' } },
        ReturnValues,
      }),
    );
    expect(Attributes).toEqual(attributes);
  });

  test('an update makes the item that it does not find', async () => {
    await open.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key(7),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }),
    );
    expect(await get(7)).toEqual({ ...key(7), n: { N: '1' } });
  });

  test('deleting answers with what was there, and deleting again with nothing', async () => {
    await put(key(1));
    const remove = () => open.client.send(new DeleteItemCommand({ TableName, Key: key(1), ReturnValues: 'ALL_OLD' }));
    expect((await remove()).Attributes).toEqual(key(1));
    expect((await remove()).Attributes).toBeUndefined();
  });

  test('batches write and read many items', async () => {
    const requests = [1, 2, 3].map((sk) => ({ PutRequest: { Item: key(sk) } }));
    await open.client.send(new BatchWriteItemCommand({ RequestItems: { cases: requests } }));
    await open.client.send(
      new BatchWriteItemCommand({ RequestItems: { cases: [{ DeleteRequest: { Key: key(2) } }] } }),
    );
    const { Responses } = await open.client.send(
      new BatchGetItemCommand({ RequestItems: { cases: { Keys: [1, 2, 3].map(key), ConsistentRead: true } } }),
    );
    expect(Responses?.cases).toEqual([key(1), key(3)]);
  });

  test('a batch of reads leaves to the next call what would make its answer larger than 16 MB', async () => {
    const keys = Array.from({ length: 50 }, (_, sk) => key(sk));
    for (const one of keys) await put({ ...one, s: { S: 'x'.repeat(380_000) } });
    const { Responses, UnprocessedKeys } = await open.client.send(
      new BatchGetItemCommand({ RequestItems: { cases: { Keys: keys } } }),
    );
    expect(Responses?.cases).toHaveLength(44);
    expect(UnprocessedKeys?.cases?.Keys).toEqual(keys.slice(44));
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a missing key', { pk: { S: 'a' } }, 'Missing the key sk in the item'],
    ['a key of another type', { pk: { N: '1' }, sk: { N: '1' } }, 'Type mismatch for key pk expected: S actual: N'],
    ['an empty key', { pk: { S: '' }, sk: { N: '1' } }, 'cannot contain an empty string value. Key: pk'],
    ['a key over 2,048 bytes', { pk: { S: 'é'.repeat(1025) }, sk: { N: '1' } }, 'Size of hashkey has exceeded'],
    [
      'an index key of another type',
      { ...key(1), team: { N: '1' } },
      'Type mismatch for Index Key team Expected: S Actual: N',
    ],
    ['an empty index key', { ...key(1), team: { S: '' } }, 'cannot contain an empty string value. IndexName: by-team'],
    ['an empty set', { ...key(1), s: { SS: [] } }, 'An string set  may not be empty'],
    ['a set with one number twice', { ...key(1), s: { NS: ['1', '1.0'] } }, 'contains duplicates'],
    [
      'an item over 400 KB',
      { ...key(1), s: { S: 'x'.repeat(400 * 1024) } },
      'Item size has exceeded the maximum allowed size',
    ],
  ])('%s is refused', async (_, item, message) => {
    await expect(put(item)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  test('an update that would make an item too large changes nothing', async () => {
    await put({ ...key(1), s: { S: 'x'.repeat(300 * 1024) } });
    const attempt = open.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key(1),
        UpdateExpression: 'SET t = :t',
        ExpressionAttributeValues: { ':t': { S: 'x'.repeat(200 * 1024) } },
      }),
    );
    await expect(attempt).rejects.toThrow('Item size to update has exceeded the maximum allowed size');
    expect(await get(1)).not.toHaveProperty('t');
  });

  test('an unknown table is not found', async () => {
    const attempt = open.client.send(new GetItemCommand({ TableName: 'nowhere', Key: key(1) }));
    await expect(attempt).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
