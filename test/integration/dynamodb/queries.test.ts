import { PutItemCommand, QueryCommand, type QueryCommandInput, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type OpenStore } from './open-store.ts';

const TableName = 'cases';
let open: OpenStore;

beforeEach(async () => {
  open = await openStore();
});

const put = (pk: string, sk: string, rest: object = {}) =>
  open.client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { N: sk }, ...rest } }));

const query = (input: Omit<QueryCommandInput, 'TableName'>) =>
  open.client.send(new QueryCommand({ TableName, ...input }));

const sortKeys = async (condition: string, values: Record<string, string>, input: Partial<QueryCommandInput> = {}) => {
  const given = Object.entries(values).map(([name, value]) => [name, { N: value }] as const);
  const { Items } = await query({
    KeyConditionExpression: `pk = :pk${condition}`,
    ExpressionAttributeValues: { ':pk': { S: 'c' }, ...Object.fromEntries(given) },
    ...input,
  });
  return Items?.map((item) => item.sk?.N);
};

describe('queries', () => {
  beforeEach(async () => {
    for (const sk of ['10', '-3', '2', '0', '1.5', '-0.5']) await put('c', sk);
    await put('d', '1');
  });

  test('answer one partition in the order of its numbers, either way', async () => {
    expect(await sortKeys('', {})).toEqual(['-3', '-0.5', '0', '1.5', '2', '10']);
    expect(await sortKeys('', {}, { ScanIndexForward: false })).toEqual(['10', '2', '1.5', '0', '-0.5', '-3']);
  });

  test.each([
    [' AND sk > :a', { ':a': '0' }, ['1.5', '2', '10']],
    [' AND sk >= :a', { ':a': '0' }, ['0', '1.5', '2', '10']],
    [' AND sk < :a', { ':a': '0' }, ['-3', '-0.5']],
    [' AND sk <= :a', { ':a': '0' }, ['-3', '-0.5', '0']],
    [' AND sk = :a', { ':a': '2.0' }, ['2']],
    [' AND :a < sk', { ':a': '2' }, ['10']],
    [' AND (sk BETWEEN :a AND :b)', { ':a': '-0.5', ':b': '2' }, ['-0.5', '0', '1.5', '2']],
  ])('with%s', async (condition, values, wanted) => {
    expect(await sortKeys(condition, values as Record<string, string>)).toEqual(wanted);
  });

  test.each([true, false])('page after page they answer each item once (forward: %s)', async (ScanIndexForward) => {
    const seen: (string | undefined)[] = [];
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await query({
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: { ':pk': { S: 'c' }, ':from': { N: '-1' } },
        Limit: 2,
        ScanIndexForward,
        ExclusiveStartKey,
      });
      expect(page.Items?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.Items ?? []).map((item) => item.sk?.N));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const wanted = ['-0.5', '0', '1.5', '2', '10'];
    expect(seen).toEqual(ScanIndexForward ? wanted : wanted.toReversed());
  });

  test('a page ends at 1 MB', async () => {
    for (let sk = 0; sk < 4; sk += 1) await put('large', String(sk), { s: { S: 'x'.repeat(390_000) } });
    const page = await query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'large' } },
    });
    expect(page.Count).toBe(3);
    expect(page.LastEvaluatedKey).toEqual({ pk: { S: 'large' }, sk: { N: '2' } });
  });

  test('a filter hides items that were counted as scanned', async () => {
    await put('f', '1', { step: { S: 'a' } });
    await put('f', '2', { step: { S: 'b' } });
    const page = await query({
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'step = :step',
      ExpressionAttributeValues: { ':pk': { S: 'f' }, ':step': { S: 'b' } },
      Select: 'COUNT',
    });
    expect(page).toMatchObject({ Count: 1, ScannedCount: 2 });
    expect(page.Items).toBeUndefined();
  });

  test('a scan meets every item once, in pages and in segments', async () => {
    const { Count } = await open.client.send(new ScanCommand({ TableName, Limit: 100 }));
    expect(Count).toBe(7);
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => open.client.send(new ScanCommand({ TableName, Segment, TotalSegments: 3 }))),
    );
    expect(segments.reduce((sum, page) => sum + (page.Count ?? 0), 0)).toBe(7);
  });

  test.each<[string, Partial<QueryCommandInput>, string]>([
    [
      'a condition on no partition',
      { KeyConditionExpression: 'sk = :v' },
      'Query condition missed key schema element: pk',
    ],
    ['OR', { KeyConditionExpression: 'pk = :v OR sk = :v' }, 'Invalid operator used in KeyConditionExpression: OR'],
    [
      'a consistent read of an index',
      { KeyConditionExpression: 'team = :s', IndexName: 'by-team', ConsistentRead: true },
      'Consistent reads are not supported on global secondary indexes',
    ],
    [
      'an index that is not there',
      { KeyConditionExpression: 'team = :s', IndexName: 'nope' },
      'The table does not have the specified index: nope',
    ],
    [
      'a filter on the key',
      { KeyConditionExpression: 'pk = :s', FilterExpression: 'sk = :v' },
      'Filter Expression can only contain non-primary key attributes',
    ],
    [
      'a start in another partition',
      { KeyConditionExpression: 'pk = :s', ExclusiveStartKey: { pk: { S: 'q' }, sk: { N: '1' } } },
      'outside query boundaries',
    ],
    [
      'attributes that an index lacks',
      { KeyConditionExpression: 'due = :s', IndexName: 'by-due', ProjectionExpression: 'word' },
      'does not project [word]',
    ],
  ])('%s is refused', async (_, input, message) => {
    const used = JSON.stringify([input.KeyConditionExpression, input.FilterExpression]);
    const values = Object.entries({ ':v': { N: '1' }, ':s': { S: 's' } }).filter(([name]) => used.includes(name));
    const attempt = query({
      ...input,
      KeyConditionExpression: input.KeyConditionExpression,
      ExpressionAttributeValues: Object.fromEntries(values),
    });
    await expect(attempt).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });
});
