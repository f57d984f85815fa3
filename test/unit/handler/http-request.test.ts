import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Route } from '../../../shared/api/route.ts';
import { text } from '../../../shared/domain/text.ts';
import { readRequest, type HttpEvent } from '../../../shared/handler/http-request.ts';

const route = {
  method: 'POST',
  path: '/v1/things/{id}',
  resource: 'things',
  summary: text('a', 'a'),
  action: 'account:read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ limit: z.coerce.number().int().default(25) }),
  body: z.strictObject({ name: z.string() }),
  headers: ['If-Match', 'Idempotency-Key', 'Prefer'],
  answers: {},
  problems: [],
  uses: [],
} as const satisfies Route;

const id = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';

type Sent = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly claims?: Readonly<Record<string, string>>;
  readonly path?: string;
};

const event = ({ headers, body = '{"name":"x"}', isBase64Encoded = false, params, query, claims, path }: Sent = {}) =>
  ({
    routeKey: 'POST /v1/things/{id}',
    rawPath: path ?? `/v1/things/${id}`,
    headers: { 'if-match': '"7"', ...headers },
    pathParameters: params ?? { id },
    ...(query && { queryStringParameters: query }),
    requestContext: { authorizer: { jwt: { claims: claims ?? { sub: 'me' }, scopes: [] } } },
    body,
    isBase64Encoded,
  }) as unknown as HttpEvent;

const read = (sent?: Sent) => readRequest(route, event(sent));

describe('a request', () => {
  test('is read as its route says', () => {
    const { body, ...request } = read({ query: { limit: '7' } });
    expect(body()).toEqual({ name: 'x' });
    expect(request).toEqual({
      sub: 'me',
      session: expect.any(String),
      params: { id },
      query: { limit: 7 },
      version: 7,
      key: undefined,
      prefers: { wait: 0, isMinimal: false },
    });
    expect(read().query).toEqual({ limit: 25 });
  });

  test('may come in base64', () => {
    const body = Buffer.from('{"name":"é"}').toString('base64');
    expect(read({ body, isBase64Encoded: true }).body()).toEqual({ name: 'é' });
  });

  test.each([
    ['"7"', 7],
    ['7', 7],
    ['W/"7"', 7],
    [' "12" ', 12],
  ])('reads the version of If-Match %s', (value, version) => {
    expect(read({ headers: { 'if-match': value } }).version).toBe(version);
  });

  test.each(['*', '"seven"', '"7", "8"', '-7', '""', '"1234567890"'])('refuses If-Match %s', (value) => {
    expect(() => read({ headers: { 'if-match': value } })).toThrow('bad-header');
  });

  test('must say which version it was made on', () => {
    const { headers: _none, ...without } = event();
    expect(() => readRequest(route, { ...without, headers: {} })).toThrow('if-match-required');
  });

  test.each([
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['wait = 3', 3],
    ['wait="4"', 4],
    ['WAIT=2', 2],
    ['wait=90', 20],
    ['wait=-1', 0],
    ['await=9', 0],
    ['respond-async', 0],
  ])('with Prefer: %s waits %d seconds', (prefer, wait) => {
    expect(read({ headers: { prefer } }).prefers).toEqual({ wait, isMinimal: false });
  });

  test.each([
    ['return=minimal', true],
    ['wait=5, return=minimal', true],
    ['Return="minimal"; wait=5', true],
    ['return=representation', false],
    ['noreturn=minimal', false],
  ])('with Prefer: %s a line of the case is enough: %s', (prefer, isMinimal) => {
    expect(read({ headers: { prefer } }).prefers.isMinimal).toBe(isMinimal);
  });

  test.each(['{', '', 'null x'])('whose body is %p is no JSON', (body) => {
    expect(() => read({ body }).body()).toThrow('malformed-json');
  });

  test('with a body or a query that does not fit is refused', () => {
    expect(() => read({ body: '{"name":7}' }).body()).toThrow('invalid-request');
    expect(() => read({ body: '{"name":"x","other":1}' }).body()).toThrow('invalid-request');
    expect(() => read({ query: { limit: 'many' } })).toThrow('invalid-request');
  });

  test('is not looked into before somebody asks for its body', () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    for (const body of ['{', deep, '{"name":"\\udfff"}']) {
      const { key, body: sent } = read({ body, headers: { 'idempotency-key': 'k' } });
      expect(key?.hash).toBeDefined();
      expect(() => key?.fingerprint).toThrow(/malformed-json|invalid-request/);
      expect(sent).toThrow(/malformed-json|invalid-request/);
    }
  });

  test('is refused by its size alone, in bytes, whatever it holds', () => {
    const of = (bytes: number) => `{"name":"${'é'.repeat((bytes - 11) / 2)}"}`;
    expect(read({ body: of(32_767) }).body()).toMatchObject({ name: expect.any(String) });
    expect(() => read({ body: of(32_769) })).toThrow('body-too-large');
    const encoded = Buffer.from(of(32_769)).toString('base64');
    expect(() => read({ body: encoded, isBase64Encoded: true })).toThrow('body-too-large');
    const short = { ...route, maxBodyBytes: 20 } satisfies Route;
    expect(() => readRequest(short, event({ body: '{"name":"twenty-one"}' }))).toThrow('body-too-large');
  });

  test('to an id that cannot be is to nothing', () => {
    expect(() => read({ params: { id: '../cases' } })).toThrow('not-found');
  });

  test('without a readable sub is nobody’s', () => {
    expect(read({ claims: {} }).sub).toBe('');
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string, sent: Sent = {}) => read({ ...sent, headers: { 'idempotency-key': key } }).key;

  test('is one’s own: the same for the same person, another for another', () => {
    expect(keyed('k')).toEqual(keyed('k'));
    expect(keyed('k')?.hash).not.toBe(keyed('k', { claims: { sub: 'other' } })?.hash);
    expect(keyed('k')?.hash).not.toBe(keyed('l')?.hash);
  });

  test('knows its request whatever the order of its members, and not another one', () => {
    const open = { ...route, body: z.looseObject({}) } satisfies Route;
    const of = (body: string, path?: string) =>
      readRequest(open, event({ body, headers: { 'idempotency-key': 'k' }, ...(path !== undefined && { path }) })).key;
    expect(of('{"a":1,"b":2}')).toEqual(of('{ "b": 2, "a": 1 }'));
    expect(of('{"a":1}')?.fingerprint).not.toBe(of('{"a":2}')?.fingerprint);
    expect(of('{"a":1}')?.fingerprint).not.toBe(of('{"a":1}', '/v1/things/other')?.fingerprint);
  });

  test.each(['', 'k'.repeat(256)])('of a wrong length is refused', (key) => {
    expect(() => keyed(key)).toThrow('bad-header');
  });
});
