import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTVerifyGetKey,
} from 'jose';
import { makeAuthorizer, type Authorize } from '../../../infra/local/http-api/authorizer.ts';

const rule = { issuer: 'https://pool', audience: ['client'], scopes: [] };
const now = Math.floor(Date.now() / 1000);
const good = { iss: 'http://here', client_id: 'client', sub: 'iris', exp: now + 60, iat: now, nbf: now };

let authorize: Authorize;
let privateKey: CryptoKey;
let verifications = 0;
let later = 0;

const sign = (claims: object, key: CryptoKey = privateKey): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key);

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  ({ privateKey } = pair);
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] });
  const counted: JWTVerifyGetKey = (...given) => {
    verifications += 1;
    return jwks(...given);
  };
  authorize = makeAuthorizer({
    keysOf: () => counted,
    issuerName: () => 'http://here',
    now: () => Date.now() + later,
  });
});

describe('a JWT authorizer', () => {
  test('takes a token with or without the word Bearer, its claims as text', async () => {
    const token = await sign({ ...good, groups: ['a', 'b'], verified: true });
    const expected = { claims: { sub: 'iris', exp: String(good.exp), groups: '[a b]', verified: 'true' } };
    expect(await authorize(rule, `Bearer ${token}`)).toMatchObject(expected);
    expect(await authorize(rule, token)).toMatchObject(expected);
  });

  test('verifies a token once', async () => {
    const token = await sign({ ...good, jti: 'once' });
    await authorize(rule, token);
    const before = verifications;
    await authorize(rule, token);
    expect(verifications).toBe(before);
  });

  test('takes an audience where there is one before the client', async () => {
    expect(await authorize(rule, await sign({ ...good, aud: 'client' }))).toHaveProperty('claims');
    expect(await authorize(rule, await sign({ ...good, aud: 'other' }))).toMatchObject({ refused: 401 });
  });

  test.each<[string, object]>([
    ['another issuer', { ...good, iss: 'http://there' }],
    ['another client', { ...good, client_id: 'other' }],
    ['a time that is over', { ...good, exp: now - 1 }],
    ['no end', { ...good, exp: undefined }],
    ['a time that has not begun', { ...good, nbf: now + 60 }],
    ['an issue in the future', { ...good, iat: now + 60 }],
  ])('refuses %s', async (_name, claims) => {
    expect(await authorize(rule, await sign(claims))).toMatchObject({ refused: 401 });
  });

  test('refuses nothing, nonsense, another key and no signature', async () => {
    const other = await generateKeyPair('ES256');
    const headers = [
      undefined,
      '',
      'Bearer',
      'Bearer a.b.c',
      await sign(good, other.privateKey),
      new UnsecuredJWT(good).encode(),
    ];
    const answers = await Promise.all(headers.map((header) => authorize(rule, header)));
    expect(answers.map((answer) => 'refused' in answer && answer.refused)).toEqual([401, 401, 401, 401, 401, 401]);
  });

  test('asks for a scope where the route does', async () => {
    const scoped = { ...rule, scopes: ['read', 'write'] };
    expect(await authorize(scoped, await sign({ ...good, scope: 'write more' }))).toHaveProperty('claims');
    expect(await authorize(scoped, await sign({ ...good, scope: 'more' }))).toMatchObject({ refused: 403 });
  });

  test('refuses a known token once it has expired', async () => {
    const token = await sign({ ...good, jti: 'short' });
    expect(await authorize(rule, token)).toHaveProperty('claims');
    later = 61_000;
    expect(await authorize(rule, token)).toMatchObject({ refused: 401 });
  });
});
