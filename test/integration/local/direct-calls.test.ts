import { DynamoDBClient, GetItemCommand, ListTablesCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/aws/aws-error.ts';
import type { Operation } from '../../../infra/local/aws/aws-service.ts';
import { invocations } from '../../../infra/local/aws/caller.ts';
import { makeClientConfig } from '../../../infra/local/aws/client-config.ts';
import { callDirectly } from '../../../infra/local/aws/direct-calls.ts';
import { makeDispatch } from '../../../infra/local/aws/dispatch.ts';

const clientOf = (operations: Readonly<Record<string, Operation>>): DynamoDBClient => {
  const dispatch = makeDispatch([{ target: 'DynamoDB_20120810', jsonVersion: '1.0', operations }], []);
  const config = { ...makeClientConfig('ca-central-1', dispatch)(), cacheMiddleware: true };
  return callDirectly(dispatch)(new DynamoDBClient(config));
};

const get = (pk: string) => new GetItemCommand({ TableName: 'cases', Key: { pk: { S: pk } } });

/** A GetItem that answers in turn as these do; counts how often it was asked. */
const inTurn = (...turns: readonly (() => object)[]) => {
  const asked: unknown[] = [];
  const client = clientOf({
    GetItem: (input) => {
      asked.push(input['Key']);
      const turn = turns[Math.min(asked.length, turns.length) - 1];
      return Promise.resolve().then(() => turn?.() ?? {});
    },
  });
  return { client, asked };
};

const failing = (code: string, status: number) => (): never => {
  throw new AwsError(code, 'no', { status });
};

describe('a client that calls directly', () => {
  test('gives the service the input of the command and answers with its output', async () => {
    const { client, asked } = inTurn(() => ({ Item: { pk: { S: 'a' }, bytes: { B: 'AQI=' } } }));
    const { Item } = await client.send(get('a'));
    expect(Item).toEqual({ pk: { S: 'a' }, bytes: { B: new Uint8Array([1, 2]) } });
    expect(asked).toEqual([{ pk: { S: 'a' } }]);
  });

  test('throws a refusal as the SDK does, and asks the service only once', async () => {
    const { client, asked } = inTurn(failing('ResourceNotFoundException', 400));
    await expect(client.send(get('a'))).rejects.toThrow(ResourceNotFoundException);
    expect(asked).toHaveLength(1);
  });

  test('tries again what AWS blames itself for', async () => {
    const { client, asked } = inTurn(failing('InternalServerError', 500), () => ({ Item: { pk: { S: 'b' } } }));
    expect((await client.send(get('b'))).Item).toEqual({ pk: { S: 'b' } });
    expect(asked).toHaveLength(2);
  });

  test('gives up as the SDK does', async () => {
    const { client, asked } = inTurn(failing('InternalServerError', 500));
    await expect(client.send(get('c'))).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(asked).toHaveLength(3);
  });

  test('leaves operations with other values to the SDK', async () => {
    const client = clientOf({ ListTables: () => Promise.resolve({ TableNames: ['cases'] }) });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['cases']);
  });

  test('refuses the calls of an invocation that is over', async () => {
    const { client, asked } = inTurn(() => ({}));
    const over = { functionName: 'f', roleArn: 'r', requestId: '1', isFenced: () => true, fail: () => {} };
    await expect(invocations.run(over, () => client.send(get('a')))).rejects.toThrow('is over');
    expect(asked).toHaveLength(0);
  });

  test.each([true, false])('gives bytes and dates as the SDK does (directly: %s)', async (isDirect) => {
    const asked: unknown[] = [];
    const answering = (output: object) => (input: object) => Promise.resolve((asked.push(input), output));
    const key = { KeyId: 'k', Plaintext: 'AQID', CiphertextBlob: 'BAUG' };
    const started = { executionArn: 'arn', startDate: 1_772_000_000.125 };
    const dispatch = makeDispatch(
      [
        {
          target: 'TrentService',
          jsonVersion: '1.1',
          operations: { GenerateDataKey: answering(key), Decrypt: answering({ KeyId: 'k', Plaintext: 'AQID' }) },
        },
        { target: 'AWSStepFunctions', jsonVersion: '1.0', operations: { StartExecution: answering(started) } },
      ],
      [],
    );
    const config = makeClientConfig('ca-central-1', dispatch);
    const connect = isDirect ? callDirectly(dispatch) : <C extends object>(client: C): C => client;
    const kms = connect(new KMSClient(config()));
    const sfn = connect(new SFNClient(config()));

    const made = await kms.send(new GenerateDataKeyCommand({ KeyId: 'k', KeySpec: 'AES_256' }));
    expect([...(made.Plaintext ?? []), ...(made.CiphertextBlob ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: new Uint8Array([4, 5, 6]) }));
    expect([...(opened.Plaintext ?? [])]).toEqual([1, 2, 3]);
    const { startDate } = await sfn.send(new StartExecutionCommand({ stateMachineArn: 'arn', name: 'n', input: '{}' }));
    expect(startDate).toEqual(new Date(1_772_000_000_125));
    expect(asked).toEqual([
      { KeyId: 'k', KeySpec: 'AES_256' },
      { CiphertextBlob: 'BAUG' },
      { stateMachineArn: 'arn', name: 'n', input: '{}' },
    ]);
  });
});
