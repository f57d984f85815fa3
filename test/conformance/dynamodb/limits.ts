import { tableName as TableName, type Step } from './operations.ts';
import type { Json } from './sides.ts';

const maxItem = 400 * 1024;
const range = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);
const text = (bytes: number): Json => ({ S: 'x'.repeat(bytes) });
const key = (pk: string, sk: number | string): Json => ({ pk: { S: pk }, sk: { N: String(sk) } });
const one = (operation: string, input: Json): Step => ({ operation, input, walk: undefined });
const put = (Item: Json, rest: Json = {}): Step => one('PutItem', { TableName, Item, ...rest });
const nested = (levels: number): Json => range(levels).reduce<Json>((inner) => ({ L: [inner] }), { N: '1' });

/** Values with their size in bytes; an item that holds one is filled to the limit, and one byte beyond. */
const sizes: readonly (readonly [Json, number])[] = [
  [{ N: '0' }, 1],
  [{ N: '1' }, 2],
  [{ N: '-123' }, 4],
  [{ N: '1.5' }, 3],
  [{ N: '1e20' }, 2],
  [{ N: '12345678901234567890123456789012345678' }, 20],
  [{ S: 'é' }, 2],
  [{ B: 'AQID' }, 3],
  [{ BOOL: true }, 1],
  [{ NULL: true }, 1],
  [{ M: {} }, 3],
  [{ M: { a: { S: 'b' } } }, 6],
  [{ L: [{ S: 'b' }] }, 5],
  [{ SS: ['a', 'bc'] }, 3],
  [{ NS: ['1', '123'] }, 5],
  [{ BS: ['AQID'] }, 3],
];

const atTheLimit = ([value, size]: readonly [Json, number]): readonly Step[] => {
  // pk, its value, sk, its value, and the names of the two others.
  const rest = maxItem - (2 + 1 + 2 + 2 + 1 + 1) - size;
  return [rest, rest + 1].map((bytes) => put({ ...key('k', 1), v: value, f: text(bytes) }));
};

const page = (pk: string, rest: Json = {}): Step => ({
  operation: 'Query',
  walk: 'ordered',
  input: {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    Select: 'COUNT',
    ReturnConsumedCapacity: 'TOTAL',
    ...rest,
  },
});

const transaction = (actions: readonly Json[]): Step => one('TransactWriteItems', { TransactItems: actions });
const putAction = (sk: number, rest: Json = {}): Json => ({ Put: { TableName, Item: { ...key('t', sk), ...rest } } });
const batch = (requests: readonly Json[]): Step => one('BatchWriteItem', { RequestItems: { [TableName]: requests } });
const batchGet = (keys: readonly Json[]): Step =>
  one('BatchGetItem', { RequestItems: { [TableName]: { Keys: keys } } });
const among = (count: number): string =>
  `n IN (${range(count)
    .map(() => ':n')
    .join(', ')})`;
const checked = (ConditionExpression: string): Step =>
  put(key('c', 1), { ConditionExpression, ExpressionAttributeValues: { ':n': { N: '1' } } });

/** The limits of DynamoDB, each from both of its sides. */
export const limits: Readonly<Record<string, readonly Step[]>> = {
  'the size of an item, whatever it holds': sizes.flatMap(atTheLimit),
  'the size of keys': [
    ...[2048, 2049].map((bytes) => put({ ...key('', 1), pk: text(bytes) })),
    ...[2048, 2049].map((bytes) => put({ ...key('g', 1), g: text(bytes) })),
  ],
  'the depth of an item': [31, 32].map((levels) => put({ ...key('d', 1), d: nested(levels) })),
  'the size of a page': [
    ...range(5).map((sk) => put({ ...key('page', sk), s: text(262_144 - 10) })),
    ...range(12).map((sk) => put({ ...key('small', 100 + sk), s: text(100_000) })),
    page('page'),
    page('small'),
    page('small', { ScanIndexForward: false, ConsistentRead: true }),
  ],
  'the number of writes in a batch': [25, 26].map((count) =>
    batch(range(count).map((sk) => ({ PutRequest: { Item: key('b', sk) } }))),
  ),
  'the number of reads in a batch': [100, 101].map((count) => batchGet(range(count).map((sk) => key('b', sk)))),
  'one item twice in a batch': [
    batch([{ PutRequest: { Item: key('b', 1) } }, { DeleteRequest: { Key: key('b', 1) } }]),
    batchGet([key('b', 1), key('b', 1)]),
  ],
  'batches of nothing': [batch([]), batchGet([]), one('BatchWriteItem', { RequestItems: {} })],
  'the number of actions in a transaction': [100, 101, 0].map((count) =>
    transaction(range(count).map((sk) => putAction(sk))),
  ),
  'the size of a transaction': [11, 12].map((count) =>
    transaction(range(count).map((sk) => putAction(sk, { s: text(380_000) }))),
  ),
  'one item twice in a transaction': [transaction([putAction(1), { Delete: { TableName, Key: key('t', 1) } }])],
  'the operands of IN': [100, 101].map((count) => checked(among(count))),
  'the length of an expression': [checked(`n = :n${' '.repeat(4090)}`), checked(`n = :n${' '.repeat(4091)}`)],
  'the depth of a path': [31, 32, 33].map((levels) => checked(`a${'.a'.repeat(levels)} = :n`)),
};
