import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeAuthorizer, type Authorize } from '../../../infra/local/http-api/authorizer.ts';
import { makeOutsideKeys, type OutsideKeys } from '../../../infra/local/http-api/outside-keys.ts';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { startOutsideIssuer, type OutsideIssuer } from '../../support/outside-issuer.ts';

let issuer: OutsideIssuer;
let keys: OutsideKeys;
let authorize: Authorize;
let lines: string[];
let now: number;

beforeEach(async () => {
  issuer = await startOutsideIssuer();
  lines = [];
  now = Date.now();
  keys = makeOutsideKeys({ now: () => now, log: (line) => lines.push(line) });
  authorize = makeAuthorizer({ keysOf: keys.of, issuerName: (name) => name, now: Date.now });
});
afterEach(() => issuer.stop());

const tryToken = async (token: string) =>
  authorize({ issuer: issuer.url, audience: [issuer.audience], scopes: [] }, `Bearer ${token}`);

/** More than the time that a silent issuer is left alone for. */
const aWhileMs = 60_000;

describe('the keys of an issuer outside', () => {
  test('are asked for once, however many tokens come', async () => {
    const tokens = await Promise.all([1, 2, 3].map((n) => issuer.token(`somebody-${n}`)));
    const answers = await Promise.all(tokens.map(tryToken));
    expect(answers.map((answer) => 'claims' in answer && answer.claims['sub'])).toEqual([
      'somebody-1',
      'somebody-2',
      'somebody-3',
    ]);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('are not asked for again by tokens with other keys', async () => {
    await tryToken(await issuer.token('somebody'));
    const other = await startOutsideIssuer();
    for (const sub of ['a', 'b', 'c']) {
      expect(await tryToken(await other.token(sub, { iss: issuer.url }))).toMatchObject({ refused: 401 });
    }
    await other.stop();
    expect(issuer.asked).toHaveLength(2);
    expect(lines).toEqual([]);
  });

  test.each(['with 503', 'never'] as const)(
    'are waited for a moment, and said once, of one that answers %s',
    async (manner) => {
      issuer.answer(manner);
      const token = await issuer.token('somebody');
      const start = performance.now();
      expect(await tryToken(token)).toEqual({
        refused: 401,
        reason: 'Bearer error="invalid_token" error_description="OIDC discovery endpoint communication error"',
      });
      expect(performance.now() - start).toBeLessThan(5_000);
      // Left alone for a while: who asks meanwhile does not wait.
      const before = issuer.asked.length;
      await Promise.all([1, 2, 3, 4].map(() => tryToken(token)));
      expect(issuer.asked).toHaveLength(before);
      expect(lines).toEqual([expect.stringMatching(new RegExp(`${issuer.url}.* ne répond pas .* / .*${issuer.url}`))]);
    },
  );

  test('are there again when it answers again, which is said', async () => {
    issuer.answer('with 503');
    const token = await issuer.token('somebody');
    await tryToken(token);
    issuer.answer('well');
    now += aWhileMs;
    expect(await tryToken(token)).toHaveProperty('claims');
    expect(lines).toEqual([expect.stringContaining('ne répond pas'), expect.stringContaining('répond de nouveau')]);
  });

  test('open nothing with a token of another audience or another issuer', async () => {
    for (const claims of [{ aud: 'pages' }, { aud: undefined }, { iss: 'https://other.example' }]) {
      expect(await tryToken(await issuer.token('somebody', claims))).toMatchObject({ refused: 401 });
    }
  });
});

describe('an issuer that is looked at when the system starts', () => {
  test('is fine where it says what it is', async () => {
    await keys.check(issuer.url);
    expect(lines).toEqual([]);
  });

  test.each([
    ['another issuer', { issuer: 'https://other.example' }],
    ['no keys', { jwks_uri: undefined }],
    ['keys without TLS', { jwks_uri: 'http://keys.example/keys' }],
  ])('is refused when it says of itself that it is or has %s', async (_what, said) => {
    issuer.say(said);
    await expect(keys.check(issuer.url)).rejects.toThrow(RuntimeRefusal);
    await expect(keys.check(issuer.url)).rejects.toThrow(/--issuer.* \/ .*--issuer/);
    expect(lines).toEqual([]);
  });

  test('is refused where there is none', async () => {
    await expect(keys.check(`${issuer.url}/nowhere`)).rejects.toThrow(/404/);
  });

  test('may be silent for now, which is said', async () => {
    issuer.answer('with 503');
    await keys.check(issuer.url);
    expect(lines).toEqual([expect.stringContaining('ne répond pas')]);
  });
});
