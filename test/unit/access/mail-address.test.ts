import { describe, expect, test } from '@jest/globals';
import { mailAddressOf } from '../../../shared/access/mail-address.ts';
import { mandateKinds, membershipSchema, type Membership } from '../../../shared/access/membership.ts';
import { roles } from '../../../shared/domain/vocabulary.ts';

const email = 'someone@parcours.example';
const memberOf = (role: Membership['role'], kind: Membership['mandate']['kind']): Membership => ({
  sub: 'a',
  name: 'A',
  role,
  organisation: 'est',
  mandate: { unit: 'soutien', kind },
  language: 'fr',
  email,
});

const every = roles.flatMap((role) => mandateKinds.map((kind) => ({ role, kind })));
const mailed = ['caseworker', 'coordinator', 'supervisor', 'director'].flatMap((role) =>
  ['support', 'program'].map((kind) => `${role} ${kind}`),
);

describe('who may be mailed', () => {
  test.each(every)('$role under a $kind mandate', ({ role, kind }) => {
    expect(mailAddressOf(memberOf(role, kind))).toBe(mailed.includes(`${role} ${kind}`) ? email : undefined);
  });

  test('nobody under a judicial mandate, and no referrer under any', () => {
    const addresses = every
      .filter(({ role, kind }) => kind === 'judicial' || role === 'referrer')
      .map(({ role, kind }) => mailAddressOf(memberOf(role, kind)));
    expect(new Set(addresses)).toEqual(new Set([undefined]));
  });

  test('nobody without an address', () => {
    const { email: _, ...silent } = memberOf('caseworker', 'support');
    expect(mailAddressOf(silent)).toBeUndefined();
  });

  test('a referrer is not even kept with one', () => {
    const referrer = { ...memberOf('referrer', 'judicial'), channel: 'judicial' };
    expect(membershipSchema.safeParse(referrer).error?.issues[0]?.message).toBe('a referrer is never mailed');
  });
});
