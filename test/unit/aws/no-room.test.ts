import {
  BatchGetItemCommand,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { tries, type Pause } from '../../../shared/aws/pause.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { isNew } from '../../../shared/store/writes.ts';
import { WriteRefusedError } from '../../../shared/store/write-refused.ts';
import { makeIdentity } from '../../../shared/vault/identity.ts';
import { oneRowKey } from '../../support/vault.ts';

const client = new DynamoDBClient({ region: 'ca-central-1' });
const dynamo = mockClient(client);
let paused: number[] = [];
const pause: Pause = (tried) => {
  paused.push(tried);
  return Promise.resolve();
};
const table = makeRecordTable({ client, table: 'record', pause, rowKey: oneRowKey });

beforeEach(() => {
  dynamo.reset();
  paused = [];
});

const key = (sk: string) => ({ pk: 'CASE#1', sk });
const item = (sk: string) => ({ pk: { S: 'CASE#1' }, sk: { S: sk } });
const left = (...sks: readonly string[]) => ({ record: { Keys: sks.map(item) } });
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('a batch that DynamoDB has no room for', () => {
  test('is read to its end, with a wait before each time that it is asked again', async () => {
    dynamo
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { record: [item('A')] }, UnprocessedKeys: left('B', 'C') })
      .resolvesOnce({ UnprocessedKeys: left('B', 'C') })
      .resolvesOnce({ UnprocessedKeys: left('B', 'C') })
      .resolves({ Responses: { record: [item('B'), item('C')] } });
    expect(await table.batchRead([key('A'), key('B'), key('C')])).toEqual([key('A'), key('B'), key('C')]);
    expect(paused).toEqual([0, 1, 2]);
  });

  test('is given up, and said to be so, when answer after answer brings nothing', async () => {
    dynamo.on(BatchGetItemCommand).resolves({ UnprocessedKeys: left('A') });
    await expect(table.batchRead([key('A')])).rejects.toMatchObject({ name: 'busy' });
    expect(dynamo.commandCalls(BatchGetItemCommand)).toHaveLength(tries);
  });

  test('of who somebody is, is not nobody', async () => {
    const person = { pk: { S: 'YOUTH#y' }, sk: { S: 'PERSON' }, person: { S: 'sealed' } };
    const seen = { by: 'sub', at: '2026-03-09T14:00:00.000Z', caseId: 'case' };
    const opened = { name: { used: 'Alex' } };
    const identity = makeIdentity({
      rowKey: oneRowKey,
      client,
      table: 'identity',
      vault: { seal: () => Promise.resolve(''), open: () => Promise.reject(new Error(JSON.stringify(opened))) },
      pause,
    });
    dynamo
      .on(BatchGetItemCommand)
      .resolvesOnce({ UnprocessedKeys: { identity: { Keys: [{ pk: person.pk, sk: person.sk }] } } })
      .resolves({ Responses: { identity: [person] } });
    dynamo.on(TransactWriteItemsCommand).resolves({});
    await expect(identity.read('y', seen)).rejects.toThrow('Alex');
    expect(paused).toEqual([0]);
  });
});

describe('a transaction that DynamoDB has no room for', () => {
  const write = async () => table.transact([{ name: 'case', table: 'record', row: key('A'), when: isNew }]);

  test.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded'])(
    'by %s is tried again',
    async (code) => {
      dynamo
        .on(TransactWriteItemsCommand)
        .rejectsOnce(cancelled(code))
        .rejectsOnce(cancelled('None', code))
        .resolves({});
      await write();
      expect(paused).toEqual([1, 2]);
    },
  );

  test('is given up, and said to be so, after a while', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError'));
    await expect(write()).rejects.toMatchObject({ name: 'busy' });
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(tries);
  });

  test.each([
    [['ConditionalCheckFailed'], ['case']],
    [['TransactionConflict'], []],
    [['ConditionalCheckFailed', 'ThrottlingError'], ['case']],
    [['TransactionConflict', 'ThrottlingError'], []],
  ])('or of another mind, %j, goes back to who decides on what is read', async (codes, refused) => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled(...codes));
    const error: unknown = await write().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WriteRefusedError);
    expect(error).toMatchObject({ refused });
    expect(paused).toEqual([]);
  });

  test.each([cancelled('ValidationError'), cancelled('AccessDenied', 'ThrottlingError'), cancelled()])(
    'is not tried again for what would be refused again',
    async (error) => {
      dynamo.on(TransactWriteItemsCommand).rejects(error);
      await expect(write()).rejects.toBe(error);
      expect(paused).toEqual([]);
    },
  );

  test('is the SDK’s to try again where the call itself was throttled', async () => {
    const error = new ProvisionedThroughputExceededException({ message: '', $metadata: {} });
    dynamo.on(TransactWriteItemsCommand).rejects(error);
    await expect(write()).rejects.toBe(error);
  });
});
