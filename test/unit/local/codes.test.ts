import { expect, test } from '@jest/globals';
import { makeCodes } from '../../../infra/local/oidc/codes.ts';

const grant = {
  sub: 'noor',
  clientId: 'pages',
  redirectUri: 'https://a.example',
  challenge: 'c',
  nonce: undefined,
  session: 's',
  signedInAt: 0,
};

test('a code stands for its grant once, and for no longer than it lives', () => {
  let now = 0;
  const codes = makeCodes({ lifetime: 60_000, now: () => now });
  const [first, second] = [codes.issue(grant), codes.issue(grant)];
  expect(first).not.toBe(second);
  now = 59_999;
  expect(codes.redeem(first)).toEqual(grant);
  expect(codes.redeem(first)).toBeUndefined();
  now = 60_000;
  expect(codes.redeem(second)).toBeUndefined();
  expect(codes.redeem('made up')).toBeUndefined();
});

test('codes are bounded in number: the oldest makes room', () => {
  const codes = makeCodes({ lifetime: 60_000, now: () => 0 });
  const issued = Array.from({ length: 5_001 }, () => codes.issue(grant));
  expect(codes.redeem(issued[0] ?? '')).toBeUndefined();
  expect(codes.redeem(issued[1] ?? '')).toEqual(grant);
  expect(codes.redeem(issued[5_000] ?? '')).toEqual(grant);
});
