import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeAwsClient } from '../../../shared/handler/aws-client.ts';

type Sent = { readonly headers: Readonly<Record<string, string>> };

/** A way to AWS that keeps what is sent and answers with nothing in it. */
const makeWay = () => {
  const sent: Sent[] = [];
  const handle = (request: Sent) => {
    sent.push(request);
    return Promise.resolve({ response: { statusCode: 200, headers: {}, body: new TextEncoder().encode('{}') } });
  };
  return { sent, requestHandler: { metadata: { handlerProtocol: 'http/1.1' }, handle } };
};

/** What Lambda gives a function to call AWS with. */
const ofLambda = {
  AWS_REGION: 'ca-central-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
};

const before = process.env;
beforeEach(() => {
  process.env = { ...ofLambda };
});
afterEach(() => {
  process.env = before;
});

describe('a client of AWS where no host provides anything', () => {
  test('signs with the credentials of its environment', async () => {
    const { sent, requestHandler } = makeWay();
    await makeAwsClient(DynamoDBClient, { requestHandler }).send(new ListTablesCommand({}));
    expect(sent[0]?.headers).toMatchObject({
      authorization: expect.stringMatching(/Credential=ASIAEXAMPLE\/\d+\/ca-central-1\/dynamodb\/aws4_request/),
      'x-amz-security-token': 'token',
    });
  });

  test('makes no copy of what it sends and gets: nobody reads it', async () => {
    const copies: unknown[] = [];
    const keep = (entry?: unknown): void => {
      copies.push(entry);
    };
    const logger = { trace: () => {}, debug: () => {}, info: keep, warn: keep, error: keep };
    await makeAwsClient(DynamoDBClient, { logger, ...makeWay() }).send(new ListTablesCommand({}));
    expect(copies).toEqual([]);
  });
});
