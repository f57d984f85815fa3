import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SFNClient, ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { synthesise } from './app/synthesise.ts';

type Said = {
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly refused?: string;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const app = synthesise();
const children: ChildProcess[] = [];

const serve = async (data: string, port = '0'): Promise<{ child: ChildProcess; said: Said }> => {
  const script = join(import.meta.dirname, 'app', 'serve.ts');
  const child = spawn(process.execPath, [script, app.assembly, data, port], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, said: JSON.parse(line) as Said };
};

let said: Said;

beforeAll(async () => {
  ({ said } = await serve(app.folder('data')));
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  app.clean();
});

const open = (what: string, init?: RequestInit): Promise<Response> => fetch(`${said.apiUrl}/open/${what}`, init);

const wire = (body: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(said.awsUrl, { method: 'POST', body, headers: { authorization: 'AWS4-HMAC-SHA256', ...headers } });

const outside = () => ({
  region: 'ca-central-1',
  endpoint: said.awsUrl,
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
});

describe('the hazards of one process', () => {
  test.each(['throws', 'exits', 'rejects', 'bursts', 'late', 'nonsense'])(
    'a function that %s fails alone, with the answer of API Gateway',
    async (what) => {
      const answer = await open(what);
      expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
      expect((await open('text')).status).toBe(200);
    },
  );

  test('a function past its timeout can no longer write', async () => {
    await open('late');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const client = new DynamoDBClient(outside());
    const put = new PutItemCommand({
      TableName: said.outputs['Service']?.['TableName'],
      Item: { id: { S: 'late' } },
      ConditionExpression: 'attribute_not_exists(id)',
    });
    expect((await client.send(put)).$metadata.httpStatusCode).toBe(200);
  });
});

describe('a call that the role of a function does not allow', () => {
  test('is denied by name, as on AWS', async () => {
    const [name, message] = (await (await open('forbidden')).json()) as [string, string];
    expect(name).toBe('AccessDeniedException');
    expect(message).toMatch(
      /is not authorized to perform: states:ListExecutions on resource: .*stateMachine:[\w-]+ because/,
    );
  });
});

describe('the HTTP API', () => {
  test('hands over headers, cookies, query and path as payload 2.0', async () => {
    const headers = { cookie: 'a=1; b=2', 'X-Mixed': 'Case' };
    const answer = await open('event/of%20the/day?x=1&x=2&y=%26', { headers });
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'GET /open/{what}/{rest+}',
      rawQueryString: 'x=1&x=2&y=%26',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-mixed': 'Case' },
      queryStringParameters: { x: '1,2', y: '&' },
      pathParameters: { what: 'event', rest: 'of the/day' },
      requestContext: { http: { method: 'GET', path: '/open/event/of%20the/day' }, stage: '$default' },
      isBase64Encoded: false,
    });
  });

  test.each([
    ['application/json', '{"a":1}', false],
    ['text/csv', 'a;b', false],
    ['application/octet-stream', 'YQ==', true],
    ['application/x-www-form-urlencoded', 'YQ==', true],
  ])('gives a body of %s as API Gateway does', async (contentType, body, isBase64Encoded) => {
    const sent = isBase64Encoded ? 'a' : body;
    const answer = await open('event', { method: 'POST', body: sent, headers: { 'content-type': contentType } });
    expect(await answer.json()).toMatchObject({ body, isBase64Encoded });
  });

  test('sends what a function answers: text, bytes, cookies and numbers', async () => {
    const text = await open('text');
    expect([text.headers.get('content-type'), await text.text()]).toEqual(['text/plain;charset=UTF-8', 'plain']);
    expect([...(await (await open('binary')).bytes())]).toEqual([0, 1, 2]);
    const cookies = await open('cookies');
    expect([cookies.status, cookies.headers.getSetCookie(), cookies.headers.get('x-number')]).toEqual([
      201,
      ['a=1', 'b=2'],
      '5',
    ]);
  });

  test('answers in the fixed words of API Gateway by itself', async () => {
    const nowhere = await fetch(`${said.apiUrl}/nowhere`);
    expect([nowhere.status, await nowhere.json()]).toEqual([404, { message: 'Not Found' }]);
    const nobody = await fetch(`${said.apiUrl}/items/1`);
    expect([nobody.status, await nobody.json()]).toEqual([401, { message: 'Unauthorized' }]);
    const large = await open('text', { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });
});

describe('what exists only on one machine', () => {
  const local = (path: string, init?: RequestInit): Promise<Response> => fetch(`${said.apiUrl}/_local/${path}`, init);

  test('lists the demo users without their secrets', async () => {
    expect(await (await local('users')).json()).toEqual([
      { user: 'iris', role: 'caseworker', organisation: 'north' },
      { user: 'otto', role: 'referrer', organisation: 'south', channel: 'community' },
    ]);
  });

  test('describes its issuer as OIDC asks', async () => {
    const discovery = (await (await local('oidc/.well-known/openid-configuration')).json()) as { jwks_uri: string };
    expect(discovery).toMatchObject({ issuer: `${said.apiUrl}/_local/oidc` });
    const { keys } = (await (await fetch(discovery.jwks_uri)).json()) as { keys: Record<string, string>[] };
    expect(keys[0]).toMatchObject({ kty: 'EC', alg: 'ES256' });
    expect(keys[0]).not.toHaveProperty('d');
  });

  test.each(['{"advance":"3 days"}', '{"advance":"-P1D"}', '{"advance":3}', 'P3D'])('refuses %s', async (body) => {
    const answer = await local('clock', { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toMatch(/P3D/);
  });

  test('is not for pages of other sites', async () => {
    const status = await new Promise((resolve) => {
      const asked = request(`${said.apiUrl}/_local/token`, {
        method: 'POST',
        headers: { origin: 'http://evil.example' },
      });
      asked.on('response', (answer) => {
        resolve(answer.statusCode);
      });
      asked.end('{"user":"iris"}');
    });
    expect(status).toBe(403);
  });

  test('has no token for somebody unknown', async () => {
    expect((await local('token', { method: 'POST', body: '{"user":"nobody"}' })).status).toBe(404);
  });
});

describe('the AWS protocol over a socket', () => {
  test('serves the SDK clients', async () => {
    const tables = await new DynamoDBClient(outside()).send(new ListTablesCommand({}));
    expect(tables.TableNames).toHaveLength(1);
    const machines = await new SFNClient(outside()).send(new ListStateMachinesCommand({}));
    expect(machines.stateMachines).toHaveLength(1);
  });

  test.each([
    ['UnknownOperationException', 'DynamoDB_20120810.Dream', '{}'],
    ['UnknownOperationException', 'Nothing.ListTables', '{}'],
    ['UnknownOperationException', 'DynamoDB_20120810.toString', '{}'],
    ['SerializationException', 'DynamoDB_20120810.ListTables', '{"a":'],
    ['SerializationException', 'DynamoDB_20120810.ListTables', '[]'],
  ])('answers %s to %s %s', async (code, target, body) => {
    const answer = await wire(body, { 'x-amz-target': target });
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([400, code]);
    expect(await answer.json()).toMatchObject({ __type: code });
  });

  test('asks for a signature', async () => {
    const answer = await fetch(said.awsUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    });
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });

  test('says who one is', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const answer = await wire('Action=GetCallerIdentity&Version=2011-06-15', headers);
    expect(await answer.text()).toContain('<Account>000000000000</Account>');
  });

  test('invokes functions by the REST of Lambda', async () => {
    const invoke = (name: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${said.awsUrl}/2015-03-31/functions/${name}/invocations`, {
        method: 'POST',
        body,
        headers: { authorization: 'any', ...headers },
      });
    const own = said.outputs['Service']?.['ApiFunction'] ?? '';
    const event = JSON.stringify({ routeKey: 'GET', pathParameters: { what: 'text' } });
    const answered = await invoke(own, event);
    expect([answered.status, await answered.json()]).toEqual([200, { statusCode: 200, body: 'plain' }]);
    const failed = await invoke(own, event.replace('text', 'throws'));
    expect([failed.status, failed.headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
    expect(await failed.json()).toMatchObject({ errorType: 'TypeError', errorMessage: 'on purpose' });
    expect((await invoke(own, event, { 'x-amz-invocation-type': 'Event' })).status).toBe(202);
    expect((await invoke(own, '{')).headers.get('x-amzn-errortype')).toBe('InvalidRequestContentException');
    const missing = await invoke('nobody', '{}');
    expect([missing.status, missing.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
  });
});

describe('a second process', () => {
  test('is refused on the same data, and harms nothing', async () => {
    const second = await serve(app.folder('data'));
    expect(second.said.refused).toMatch(/RuntimeRefusal: .*parcours\.sqlite is in use by another process/);
    expect((await open('text')).status).toBe(200);
  });

  test('is refused on the same port, by the name of the option', async () => {
    const port = new URL(said.apiUrl).port;
    const second = await serve(':memory:', port);
    expect(second.said.refused).toBe(
      `RuntimeRefusal: port ${port} is in use: stop what uses it, or choose another with --port`,
    );
  });
});

describe('a process that is killed', () => {
  test('finds everything that it acknowledged when it starts again', async () => {
    const data = app.folder('killed');
    const first = await serve(data);
    const token = await fetch(`${first.said.apiUrl}/_local/token`, { method: 'POST', body: '{"user":"iris"}' });
    const { access_token: bearer } = (await token.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'text/plain' };
    const put = await fetch(`${first.said.apiUrl}/items/safe`, { method: 'PUT', body: 'x', headers });
    expect(put.status).toBe(202);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await serve(data, new URL(first.said.apiUrl).port);
    const answer = await fetch(`${second.said.apiUrl}/items/safe`, { headers });
    expect(await answer.json()).toMatchObject({ item: { id: 'safe', body: 'x' } });
  });
});
