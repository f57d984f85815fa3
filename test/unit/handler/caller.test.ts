import { describe, expect, test } from '@jest/globals';
import { callerOf } from '../../../shared/handler/caller.ts';

const claims = { sub: 'noor', iss: 'https://issuer.example', client_id: 'pages', iat: '1', jti: 'a' };

describe('whose token it is', () => {
  test('is read from an access token, whoever issued it', () => {
    expect(callerOf(claims).sub).toBe('noor');
    expect(callerOf({ ...claims, token_use: 'access' }).sub).toBe('noor');
    expect(callerOf(undefined)).toEqual({ sub: '', session: '' });
  });

  test.each([{ token_use: 'id' }, { token_use: 'refresh' }, { nonce: 'n' }, { at_hash: 'h' }, { c_hash: 'h' }])(
    'is not read from an ID token: %j',
    (more) => {
      expect(() => callerOf({ ...claims, ...more })).toThrow('token-refused');
    },
  );
});

test('a session is the same in every token that is renewed from it', () => {
  const of = (more: object) => callerOf({ ...claims, ...more }).session;
  expect(of({ origin_jti: 'o', jti: 'b', iat: '2' })).toBe(of({ origin_jti: 'o' }));
  expect(of({ sid: 's', jti: 'b' })).toBe(of({ sid: 's' }));
  expect(of({ jti: 'b' })).not.toBe(of({}));
  expect(of({ origin_jti: 'o' })).not.toContain('o'.repeat(2));
});
