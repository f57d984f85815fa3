import { describe, expect, test } from '@jest/globals';
import { demoPeople } from '../../../infra/demo/people.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import { isEnded, withEnded } from '../../../shared/access/sessions.ts';

const days = 86_400_000;
const start = Date.parse('2026-03-09T12:00:00Z');
const at = (day: number): string => new Date(start + day * days).toISOString();
const [person] = demoPeople;
const begun = person?.membership as Membership;

const ended = (membership: Membership, session: string, day: number): Membership => {
  const next = withEnded(membership, session, at(day));
  if (!next) throw new Error('there was no room');
  return next;
};

describe('sessions that were signed out of', () => {
  test('are all remembered for as long as a token of them may live', () => {
    let membership = begun;
    for (let n = 0; n < 500; n += 1) membership = ended(membership, `s${n}`, n / 50);
    expect(Array.from({ length: 500 }, (_, n) => isEnded(membership, `s${n}`))).not.toContain(false);
    expect(isEnded(membership, 's500')).toBe(false);
  });

  test('are forgotten after that, so that the row stays small', () => {
    const membership = ended(ended(begun, 'old', 0), 'new', 31);
    expect(membership.endedSessions?.map(({ session }) => session)).toEqual(['new']);
  });

  test('are written once', () => {
    expect(ended(ended(begun, 's', 0), 's', 1).endedSessions).toHaveLength(1);
  });

  test('never make room by forgetting one that may still be alive', () => {
    let membership = begun;
    for (let n = 0; n < 1_000; n += 1) membership = ended(membership, `s${n}`, 0);
    expect(withEnded(membership, 'one more', at(1))).toBeUndefined();
    expect(withEnded(membership, 'one more', at(31))?.endedSessions).toHaveLength(1);
  });
});
