import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRaw, type RawRequest } from '../../support/raw-http.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
const tokens = new Map<string, string>();
beforeAll(async () => {
  system = await startSystem();
  for (const user of ['coordinator@est', 'referrer@est']) {
    const { body } = await system.nobody.post('/_local/token', { user });
    tokens.set(user, (body as { access_token: string }).access_token);
  }
});
afterAll(() => system.stop());

type Asked = RawRequest & { readonly path?: string; readonly bare?: boolean };

const ask = (port: 'apiUrl' | 'awsUrl', { path = '/', line = `GET ${path} HTTP/1.1`, bare, ...rest }: Asked) =>
  sendRaw(system.runtime[port], {
    line,
    ...rest,
    headers: bare ? (rest.headers ?? []) : ['Host: localhost', ...(rest.headers ?? [])],
  });

const posted = (path: string, body: string, headers: readonly string[] = []): Asked => ({
  line: `POST ${path} HTTP/1.1`,
  headers: [...headers, `Content-Length: ${Buffer.byteLength(body)}`],
  body,
});
const bearer = (user = 'coordinator@est'): string => `Authorization: Bearer ${tokens.get(user)}`;
const tooMuch = 'x'.repeat(20_000);

const api: readonly (readonly [string, number, () => Asked])[] = [
  ['the page', 200, () => ({ path: '/' })],
  ['the way back from a sign-in', 200, () => ({ path: '/callback?code=x&state=y' })],
  ['a file that is not there', 404, () => ({ path: '/assets/none.js' })],
  ['the description of the API', 200, () => ({ path: '/v1/openapi.json' })],
  ['an account', 200, () => ({ path: '/v1/me', headers: [bearer()] })],
  ['an account without a token', 401, () => ({ path: '/v1/me' })],
  ['a refusal', 403, () => ({ path: '/v1/admin/executions', headers: [bearer()] })],
  ['a case that is not there', 404, () => ({ path: '/v1/cases/none', headers: [bearer()] })],
  ['a path that is not there', 404, () => ({ path: '/nowhere' })],
  ['a method that no path has', 404, () => ({ line: 'TRACE /v1/me HTTP/1.1' })],
  [
    'a body that is none',
    400,
    () => posted('/v1/referrals', '{', [bearer('referrer@est'), 'Content-Type: application/json']),
  ],
  ['the demonstration’s people', 200, () => ({ path: '/_local/users' })],
  ['a token', 200, () => posted('/_local/token', '{"user":"coordinator@est"}')],
  ['the keys of the issuer', 200, () => ({ path: '/_local/oidc/.well-known/jwks.json' })],
  ['a sign-in from nowhere', 400, () => ({ path: '/_local/oidc/authorize' })],
  ['a sign-out to nowhere', 400, () => ({ path: '/_local/oidc/logout' })],
  ['a code that is none', 400, () => posted('/_local/oidc/token', 'grant_type=authorization_code')],
  ['another Host', 421, () => ({ bare: true, headers: ['Host: evil.example'] })],
  ['no Host', 400, () => ({ bare: true })],
  ['another Origin', 403, () => ({ headers: ['Origin: http://evil.example'] })],
  ['what is not HTTP', 400, () => ({ line: 'HELLO' })],
  ['headers without end', 431, () => ({ headers: [`X-Long: ${tooMuch}`] })],
];

const aws: readonly (readonly [string, number, () => Asked])[] = [
  ['no signature', 403, () => posted('/', '{}')],
  ['an operation that is none', 400, () => posted('/', '{}', ['Authorization: x', 'X-Amz-Target: Nothing.At_All'])],
  ['another Host', 421, () => ({ bare: true, headers: ['Host: evil.example'] })],
  ['another Origin', 403, () => ({ headers: ['Origin: http://evil.example'] })],
  ['what is not HTTP', 400, () => ({ line: 'HELLO' })],
];

const expected = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

describe('every answer of the API’s port guards the browser that asked', () => {
  test.each(api)('%s: %d', async (_what, status, request) => {
    const answer = await ask('apiUrl', request());
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(expected);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('and a file of the page, which may be kept because its name says what is in it', async () => {
    const { body } = await ask('apiUrl', { path: '/' });
    const [path = ''] = /\/assets\/[\w.-]+\.js/.exec(body) ?? [];
    const { headers } = await ask('apiUrl', { path });
    expect(headers).toMatchObject({ ...expected, 'cache-control': expect.stringContaining('immutable') });
  });
});

describe('every answer of the AWS port does too', () => {
  test.each(aws)('%s: %d', async (_what, status, request) => {
    const answer = await ask('awsUrl', request());
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(expected);
  });
});

test('an answer does not say what serves it', async () => {
  const { headers } = await ask('apiUrl', { path: '/v1/openapi.json' });
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server']));
  expect(headers).not.toHaveProperty('x-powered-by');
});

test.each(['%0d%0aset-cookie:%20a=b', '%0aset-cookie:%20a=b', '%E5%98%8A%E5%98%8Dset-cookie:%20a=b'])(
  'no answer takes a header from what was asked: %s',
  async (text) => {
    for (const path of [
      `/_local/oidc/logout?state=${text}&post_logout_redirect_uri=${encodeURIComponent(`${system.runtime.apiUrl}/`)}`,
      `/v1/cases/${text}`,
      `/${text}`,
    ]) {
      const { headers } = await ask('apiUrl', { path, headers: [`Accept-Language: fr${text}`] });
      expect(headers).not.toHaveProperty('set-cookie');
    }
  },
);
