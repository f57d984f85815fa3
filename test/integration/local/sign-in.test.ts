import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { startSystem, subOf, type System } from '../../support/system.ts';

let system: System;
let issuer: string;
let clientId: string;
let callback: string;
beforeAll(async () => {
  system = await startSystem();
  const { apiUrl, outputs } = system.runtime;
  const api = z.object({ Issuer: z.string(), Audience: z.string() }).parse(outputs['ParcoursApi']);
  [issuer, clientId, callback] = [api.Issuer, api.Audience, `${apiUrl}/callback`];
});
afterAll(() => system.stop());

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

type Changes = Readonly<Record<string, string | undefined>>;

const asked = (changes: Changes = {}): URLSearchParams => {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  return parameters;
};

const get = (path: string, parameters: URLSearchParams): Promise<Response> =>
  fetch(`${issuer}/${path}?${parameters.toString()}`, { redirect: 'manual' });
const post = (path: string, body: URLSearchParams): Promise<Response> =>
  fetch(`${issuer}/${path}`, { method: 'POST', body, redirect: 'manual' });

/** The address that a browser is sent to. */
const sentTo = (answer: Response): URL => {
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
};

const chosen = (user = 'caseworker@est', changes: Changes = {}): Promise<Response> => {
  const form = asked(changes);
  form.set('user', user);
  return post('authorize', form);
};

const codeOf = async (): Promise<string> => sentTo(await chosen()).searchParams.get('code') ?? '';

const exchanged = (code: string, changes: Readonly<Record<string, string>> = {}): Promise<Response> =>
  post(
    'token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
      ...changes,
    }),
  );

const tokensSchema = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
});

describe('somebody who signs in', () => {
  test('finds the way by the discovery document', async () => {
    const discovery: unknown = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    expect(discovery).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      end_session_endpoint: `${issuer}/logout`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  test('is shown the people of the demonstration, French first', async () => {
    const french = await (await get('authorize', asked())).text();
    expect(french).toContain('<html lang="fr">');
    expect(french).toContain('Noor Beaulieu');
    const english = await get('authorize', asked({ ui_locales: 'en' }));
    expect(await english.text()).toContain('<html lang="en">');
    expect(english.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('comes back with a code that becomes tokens which the API takes', async () => {
    const back = sentTo(await chosen());
    expect(`${back.origin}${back.pathname}`).toBe(callback);
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.searchParams.get('iss')).toBe(issuer);
    const answer = await exchanged(back.searchParams.get('code') ?? '');
    const tokens = tokensSchema.parse(await answer.json());
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      iss: issuer,
      aud: clientId,
      sub: subOf('caseworker@est'),
      nonce: 'nonce-1',
    });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const account: unknown = await (await fetch(`${system.runtime.apiUrl}/v1/me`, { headers })).json();
    expect(account).toMatchObject({ sub: subOf('caseworker@est') });
  });

  test('renews a token with what came beside it, once', async () => {
    const { refresh_token: renewal } = tokensSchema.parse(await (await exchanged(await codeOf())).json());
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: renewal });
    const renewed = tokensSchema.parse(await (await post('token', body)).json());
    expect(renewed.refresh_token).not.toBe(renewal);
    expect((await post('token', body)).status).toBe(400);
  });

  test('leaves to an address of the application, and to no other', async () => {
    const home = `${system.runtime.apiUrl}/`;
    const left = await get('logout', new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: home }));
    expect(sentTo(left).href).toBe(home);
    const away = new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: 'https://elsewhere.example/' });
    expect((await get('logout', away)).status).toBe(400);
  });
});

describe('a session', () => {
  const account = async (token: string) =>
    (await fetch(`${system.runtime.apiUrl}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
  const end = (token: string): Promise<Response> =>
    fetch(`${system.runtime.apiUrl}/v1/me/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
  const begin = async () => tokensSchema.parse(await (await exchanged(await codeOf())).json());
  const renew = (token: string): Promise<Response> =>
    post('token', new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: token }));

  test('that is signed out of opens nothing from the next request on, by none of its tokens', async () => {
    const first = await begin();
    const renewed = tokensSchema.parse(await (await renew(first.refresh_token)).json());
    const other = await begin();
    expect((await end(renewed.access_token)).status).toBe(200);
    for (const token of [first.access_token, renewed.access_token]) {
      expect(await account(token)).toBe(401);
      expect((await end(token)).status).toBe(401);
      for (const path of ['/v1/cases', '/v1/today', '/v1/notifications', '/v1/pathways'])
        expect((await fetch(`${system.runtime.apiUrl}${path}`, { headers: { authorization: token } })).status).toBe(
          401,
        );
    }
    // What is renewed from it afterwards is of the same session.
    const late = tokensSchema.parse(await (await renew(renewed.refresh_token)).json());
    expect(await account(late.access_token)).toBe(401);
    expect(await account(other.access_token)).toBe(200);
    expect(await account((await begin()).access_token)).toBe(200);
  });

  test('that is signed out of stays so, however many are signed out of after it', async () => {
    const { access_token: first } = await begin();
    expect((await end(first)).status).toBe(200);
    for (let n = 0; n < 30; n += 1) expect((await end((await begin()).access_token)).status).toBe(200);
    expect(await account(first)).toBe(401);
  });

  test('that is revoked at the issuer is renewed no more', async () => {
    const { refresh_token: token } = await begin();
    const asked = new URLSearchParams({ client_id: clientId, token });
    expect((await post('revoke', asked)).status).toBe(200);
    expect((await renew(token)).status).toBe(400);
    // Whether there was such a token is told to nobody.
    expect((await post('revoke', new URLSearchParams({ client_id: clientId, token: 'none' }))).status).toBe(200);
    expect((await post('revoke', new URLSearchParams({ client_id: 'other', token }))).status).toBe(400);
  });

  test('is opened by an access token only', async () => {
    const { id_token: id, refresh_token: refresh } = await begin();
    expect(await account(id)).toBe(401);
    expect(await account(refresh)).toBe(401);
    const [header = '', claims = '', signature = ''] = (await begin()).access_token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const other = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace(subOf('caseworker@est'), subOf('coordinator@est')),
    ).toString('base64url');
    expect(await account(`${header}.${claims}.${signature}`)).toBe(200);
    expect(await account(`${none}.${claims}.`)).toBe(401);
    expect(await account(`${header}.${other}.${signature}`)).toBe(401);
  });
});

describe('nobody gets a token', () => {
  test.each([
    ['with another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['without a verifier', { code_verifier: '' }],
    ['for another address', { redirect_uri: 'http://127.0.0.1:1/callback' }],
    ['as another application', { client_id: 'somebody-else' }],
    ['by a grant that is none', { grant_type: 'password' }],
  ])('%s', async (_how, changes) => {
    const answer = await exchanged(await codeOf(), changes);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^(invalid|unsupported)_/) });
  });

  test('twice for one code, nor for one that was tried with a wrong verifier', async () => {
    const code = await codeOf();
    expect((await exchanged(code)).status).toBe(200);
    expect((await exchanged(code)).status).toBe(400);
    const other = await codeOf();
    expect((await exchanged(other, { code_verifier: 'x'.repeat(43) })).status).toBe(400);
    expect((await exchanged(other)).status).toBe(400);
  });

  test.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no openid scope', { scope: 'email' }, 'invalid_request'],
  ])('who asks with %s: the application is told', async (_what, changes, error) => {
    const told = sentTo(await get('authorize', asked(changes)));
    expect(told.href.startsWith(callback)).toBe(true);
    expect(told.searchParams.get('error')).toBe(error);
    expect(told.searchParams.get('state')).toBe('state-1');
    expect(told.searchParams.has('code')).toBe(false);
  });

  test.each([
    { redirect_uri: 'https://elsewhere.example/callback' },
    { redirect_uri: undefined },
    { client_id: 'somebody-else' },
  ])('who comes from an application that is not known: %j is sent nowhere', async (changes) => {
    for (const answer of [await get('authorize', asked(changes)), await chosen('caseworker@est', changes)]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.has('location')).toBe(false);
    }
    // A prefix of a known address is another address.
    expect((await get('authorize', asked({ redirect_uri: `${callback}/more` }))).status).toBe(400);
  });

  test('who is no demo user: they are asked again', async () => {
    const answer = await chosen('constructor');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Noor Beaulieu');
  });
});

test('what an application sends is shown as text', async () => {
  const shown = await (await get('authorize', asked({ state: '"><script>alert(1)</script>' }))).text();
  expect(shown).not.toContain('<script>');
  expect(shown).toContain('&quot;&gt;&lt;script&gt;');
});
