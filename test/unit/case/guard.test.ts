import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../../shared/domain/case/guard.ts';
import { noteContact } from '../../../shared/domain/case/thread.ts';
import type { ContactWay } from '../../../shared/domain/vocabulary.ts';
import { aThread, dayAfter } from './a-case.ts';

const tries = (...ways: readonly ContactWay[]) =>
  ways.reduce((thread, way, day) => noteContact(thread, { reached: false, way, at: dayAfter(day) }), aThread());

/** All of them on one day. */
const inADay = (...ways: readonly ContactWay[]) =>
  ways.reduce((thread, way) => noteContact(thread, { reached: false, way, at: dayAfter(0) }), aThread());

const circumstances = {
  consents: {},
  thread: aThread(),
  proposedBy: undefined,
  actor: 'me',
  now: dayAfter(30),
  dayOf: (at: string) => at.slice(0, 10),
};
const attempts = { count: 3, ways: 2, days: 30 };

describe('a guard', () => {
  test('that asks nothing refuses nothing', () => {
    expect(refusalOf({}, circumstances)).toBeUndefined();
  });

  test.each([
    [{}, 'guard-consent'],
    [{ S2: 'given' }, 'guard-consent'],
    [{ S2: 'given', S3: 'refused' }, 'guard-consent'],
    [{ S2: 'given', S3: 'given' }, undefined],
  ] as const)('of two scopes, with %j, says %s', (consents, refusal) => {
    expect(refusalOf({ consent: ['S2', 'S3'] }, { ...circumstances, consents })).toBe(refusal);
  });

  test.each([
    ['enough attempts, by enough ways, over enough days', tries('phone', 'text', 'phone'), 30, undefined],
    ['too few attempts', tries('phone', 'text'), 30, 'guard-attempts'],
    ['enough in one day, and none since', inADay('phone', 'text', 'email', 'phone'), 30, 'guard-attempts'],
    ['too few ways', tries('phone', 'phone', 'phone'), 30, 'guard-attempts'],
    ['too few days', tries('phone', 'text', 'phone'), 29, 'guard-attempts'],
    ['no attempt at all', aThread(), 90, 'guard-attempts'],
  ] as const)('of attempts, with %s, says so', (_what, thread, days, refusal) => {
    expect(refusalOf({ attempts }, { ...circumstances, thread, now: dayAfter(days) })).toBe(refusal);
  });

  test.each([
    ['me', 'guard-actor'],
    ['somebody else', undefined],
    [undefined, undefined],
  ] as const)('of the actor, when %s proposed, says so', (proposedBy, refusal) => {
    expect(refusalOf({ actor: 'not-proposer' }, { ...circumstances, proposedBy })).toBe(refusal);
  });

  test('says the first condition that does not hold', () => {
    expect(
      refusalOf({ consent: ['S2'], attempts, actor: 'not-proposer' }, { ...circumstances, proposedBy: 'me' }),
    ).toBe('guard-consent');
  });
});
