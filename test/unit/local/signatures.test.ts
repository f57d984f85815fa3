import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../../infra/local/aws/caller.ts';
import { makeDispatch } from '../../../infra/local/aws/dispatch.ts';
import type { HttpRequest, IncomingRequest } from '../../../infra/local/http/request.ts';
import { openPorts, type Ports } from '../../../infra/local/provision/ports.ts';
import {
  looksIssued,
  makeSessionKeys,
  sessionMs,
  type Key,
  type SessionKeys,
} from '../../../infra/local/signatures/session-keys.ts';
import { makeWhoSigns } from '../../../infra/local/signatures/who-signs.ts';
import { sesRest } from '../../../infra/local/wire/ses-rest.ts';
import { sts } from '../../../infra/local/wire/sts.ts';
import { makeWire } from '../../../infra/local/wire/wire.ts';

const caller: Caller = { functionName: 'Completion', roleArn: 'arn:aws:iam::000000000000:role/Completion' };
const region = 'ca-central-1';

describe('who signs', () => {
  let ports: Ports;
  let keys: SessionKeys;
  let now: number;
  let seen: (Caller | undefined)[];

  beforeEach(async () => {
    now = Date.now();
    keys = makeSessionKeys(() => now);
    seen = [];
    const operation = (_input: object, by?: Caller): Promise<object> => {
      seen.push(by);
      return Promise.resolve({ TableNames: [], MessageId: 'm' });
    };
    const service = (target: string, name: string) =>
      ({ target, jsonVersion: '1.0', operations: { [name]: operation } }) as const;
    const endpoints = [sesRest(service('SES', 'SendEmail')), sts('000000000000')];
    const dispatch = makeDispatch([service('DynamoDB_20120810', 'ListTables')], endpoints);
    ports = await openPorts({ host: '127.0.0.1', address: undefined, apiPort: 0, awsPort: 0, onError: () => {} });
    const whoSigns = makeWhoSigns({ region, find: keys.find, mustBeKnown: looksIssued, now: () => now });
    ports.wire.answerWith(makeWire(dispatch, whoSigns));
  });
  afterEach(() => Promise.all([ports.api.stop(), ports.wire.stop()]));

  const place = (credentials: object = {}) => ({
    region,
    endpoint: ports.wire.url,
    maxAttempts: 1,
    credentials: { ...keys.issue(caller), ...credentials },
  });
  const listTables = (config: ReturnType<typeof place>) => new DynamoDBClient(config).send(new ListTablesCommand({}));

  test('is the function whose credentials are used, in every protocol', async () => {
    await listTables(place());
    const mail = { FromEmailAddress: 'a@b.example', Content: { Simple: { Subject: { Data: 'é' }, Body: {} } } };
    await new SESv2Client(place()).send(new SendEmailCommand(mail));
    expect(seen).toEqual([caller, caller]);
  });

  test('is nobody where the key is of no function: an operator, who may do all', async () => {
    await listTables(place({ accessKeyId: 'ASIAOFSOMEBODYSPROFILE', secretAccessKey: 'any' }));
    expect(seen).toEqual([undefined]);
  });

  test.each<[string, object, string]>([
    ['UnrecognizedClientException', { accessKeyId: 'ASIALOCALAAAAAAAAAAA' }, 'a key that another runtime issued'],
    ['UnrecognizedClientException', { sessionToken: 'dG9rZW4=' }, 'the token of another session'],
    ['UnrecognizedClientException', { sessionToken: undefined }, 'no token'],
    ['InvalidSignatureException', { secretAccessKey: 'guessed' }, 'another secret'],
  ])('is refused as %s with %j: %s', async (name, credentials) => {
    await expect(listTables(place(credentials))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    });
    expect(seen).toEqual([]);
  });

  test('is refused when the credentials are expired', async () => {
    const config = place();
    now += sessionMs;
    await expect(listTables(config)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  test('is refused for another region', async () => {
    await expect(listTables({ ...place(), region: 'us-east-1' })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringContaining("not 'us-east-1'"),
    });
  });

  test.each([
    [6, /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/],
    [-6, /^Signature not yet current: /],
  ])('is refused when the clocks are %d minutes apart', async (minutes, message) => {
    const config = place();
    now += minutes * 60_000;
    await expect(listTables(config)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(message),
    });
  });

  test('is told in the words of each protocol', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=ASIALOCALAAAAAAAAAAA/20260309/ca-central-1/sts/aws4_request';
    const ask = (headers: Readonly<Record<string, string>>) =>
      fetch(ports.wire.url, {
        method: 'POST',
        body: 'Action=GetCallerIdentity',
        headers: { authorization, ...headers },
      });
    const query = await ask({
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `${authorization}, SignedHeaders=host, Signature=0`,
    });
    expect([query.status, await query.text()]).toEqual([
      403,
      expect.stringContaining('<Code>InvalidClientTokenId</Code>'),
    ]);
    const rest = await ask({ authorization: `${authorization}, SignedHeaders=host, Signature=0` });
    expect([rest.status, rest.headers.get('x-amzn-errortype')]).toEqual([403, 'UnrecognizedClientException']);
  });
});

/**
 * Requests with their signatures from AWS's own suite of Signature Version 4:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-examples.html
 */
describe("AWS's own examples", () => {
  const key: Key = { secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', caller };
  const whoSigns = makeWhoSigns({
    region: 'us-east-1',
    find: (id) => (id === 'AKIDEXAMPLE' ? key : undefined),
    mustBeKnown: () => true,
    now: () => Date.parse('2015-08-30T12:36:00Z'),
  });

  const arriving = (request: HttpRequest): IncomingRequest => ({ ...request, receive: () => Promise.resolve(request) });
  const requestWith = (signature: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'GET',
    path: '/',
    query: '',
    sourceIp: '127.0.0.1',
    body: Buffer.from(''),
    ...change,
    headers: {
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      ...change.headers,
    },
  });
  const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';

  test.each<[string, string, Partial<HttpRequest>]>([
    ['get-vanilla', vanilla, {}],
    ['post-vanilla', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', { method: 'POST' }],
    [
      'get-vanilla-query-order-key-case',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
      { query: 'Param2=value2&Param1=value1' },
    ],
  ])('%s is signed by its key', async (_name, signature, change) => {
    expect(await whoSigns(arriving(requestWith(signature, change)))).toBe(caller);
  });

  test.each<[string, string, Partial<HttpRequest>]>([
    ['InvalidSignatureException', 'another method', { method: 'POST' }],
    ['InvalidSignatureException', 'another path', { path: '/other' }],
    ['InvalidSignatureException', 'another query', { query: 'a=b' }],
    ['InvalidSignatureException', 'another body', { body: Buffer.from('{}') }],
    [
      'InvalidSignatureException',
      'another digest of the body',
      { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
    ],
    ['InvalidSignatureException', 'another host', { headers: { host: 'evil.example' } }],
    ['InvalidSignatureException', 'a header of AWS that is not signed', { headers: { 'x-amz-target': 'T.Other' } }],
    ['InvalidSignatureException', 'another day', { headers: { 'x-amz-date': '20150831T123600Z' } }],
    ['UnrecognizedClientException', 'a token that the key has not', { headers: { 'x-amz-security-token': 't' } }],
    ['IncompleteSignatureException', 'a time that is none', { headers: { 'x-amz-date': 'today' } }],
    [
      'IncompleteSignatureException',
      'half a header',
      { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE' } },
    ],
  ])('answers %s to %s', async (code, _what, change) => {
    await expect(whoSigns(arriving(requestWith(vanilla, change)))).rejects.toMatchObject({ code });
  });

  test('answers MissingAuthenticationTokenException to a request that is not signed', async () => {
    const { authorization: _none, ...headers } = requestWith(vanilla).headers;
    await expect(whoSigns(arriving({ ...requestWith(vanilla), headers }))).rejects.toMatchObject({
      code: 'MissingAuthenticationTokenException',
    });
  });
});
