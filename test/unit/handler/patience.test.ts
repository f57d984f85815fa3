import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { makeAwsClient, maxAttempts, usualTimeoutMs } from '../../../shared/handler/aws-client.ts';
import { grantedFunctions } from '../../support/template.ts';

const open = new Set<Socket>();
let silent: Server;
let stalling: Server;

const listening = async (server: Server): Promise<Server> => {
  server.on('connection', (socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

beforeAll(async () => {
  silent = await listening(createServer());
  stalling = await listening(
    createServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{'));
    }),
  );
});

afterAll(() => {
  for (const socket of open) socket.destroy();
  silent.close();
  stalling.close();
});

const settings = (server: Server) => ({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: 'ca-central-1',
  credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
  timeoutMs: 200,
});

const calls = {
  DynamoDB: async (server: Server) =>
    makeAwsClient(DynamoDBClient, settings(server)).send(new DescribeTableCommand({ TableName: 'record' })),
  KMS: async (server: Server) =>
    makeAwsClient(KMSClient, settings(server)).send(new DecryptCommand({ CiphertextBlob: Buffer.from('x') })),
  'Step Functions': async (server: Server) =>
    makeAwsClient(SFNClient, settings(server)).send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' })),
};

describe('a call of AWS ends by itself', () => {
  test.each(Object.entries(calls))('where %s takes the connection and never answers', async (_name, call) => {
    open.clear();
    await expect(call(silent)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(open.size).toBe(maxAttempts);
  });

  test('where an answer stops in its middle', async () => {
    open.clear();
    await expect(calls.DynamoDB(stalling)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(open.size).toBeGreaterThanOrEqual(1);
  });

  test('before the function that makes it, all tries together', () => {
    const wholeMs = maxAttempts * usualTimeoutMs + 1_000;
    const short = grantedFunctions().filter(
      ({ statements, properties }) =>
        statements.some(({ Action }) => !String(Action).startsWith('xray:') && !String(Action).startsWith('logs:')) &&
        Number(properties['Timeout']) * 1_000 < wholeMs,
    );
    expect(short.map(({ folder }) => folder)).toEqual([]);
  });
});
