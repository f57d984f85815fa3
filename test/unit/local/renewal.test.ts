import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../../../infra/local/http/request.ts';
import { makeIssuer } from '../../../infra/local/oidc/issuer.ts';
import { makeSignIn } from '../../../infra/local/oidc/sign-in.ts';

const hourMs = 3_600_000;
const callback = 'http://127.0.0.1:4000/callback';
const verifier = 'v'.repeat(43);

/** The runtime's issuer, with one person and a clock of its own. */
const openIssuer = async () => {
  let now = Date.now();
  const settings = { read: () => undefined, isEmpty: () => true, write: () => Promise.resolve() };
  const kept = { ...settings, writeSoon: () => {}, writeNow: () => {}, end: () => {} };
  const signIn = makeSignIn({
    issuer: await makeIssuer(kept, 'http://127.0.0.1:4000/_local/oidc', 'pages'),
    client: { clientId: 'pages', callbackUrls: [callback], logoutUrls: [] },
    users: [{ user: 'noor', sub: 'noor', role: 'caseworker', organisation: 'est', name: 'Noor' }],
    now: () => now,
  });
  const post = async (page: string, fields: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
    const body = Buffer.from(new URLSearchParams({ client_id: 'pages', ...fields }).toString());
    const request = { method: 'POST', path: `/_local/oidc/${page}`, query: '', headers: {}, sourceIp: '', body };
    return (await signIn(request)) ?? { status: 404, headers: {}, body: '' };
  };
  return { post, pass: (milliseconds: number) => void (now += milliseconds) };
};

test('a sign-in is renewed for twelve hours in all, however often it is', async () => {
  const { post, pass } = await openIssuer();
  const { headers } = await post('authorize', {
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    user: 'noor',
  });
  const code = new URL(String(headers['location'])).searchParams.get('code') ?? '';
  const fields = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier };
  let answer = await post('token', fields);
  const renew = () => {
    const { refresh_token: token } = JSON.parse(String(answer.body)) as { readonly refresh_token: string };
    return post('token', { grant_type: 'refresh_token', refresh_token: token });
  };
  for (const hours of [4, 4, 4]) {
    pass(hours * hourMs);
    answer = await renew();
    expect(answer.status).toBe(200);
  }
  pass(1);
  expect((await renew()).status).toBe(400);
});
