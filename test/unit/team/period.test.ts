import { describe, expect, test } from '@jest/globals';
import { periodOf } from '../../../shared/domain/team/period.ts';

describe('days away, both included', () => {
  const days = { included: true, now: '2026-03-11', earliest: '2025-03-11', latest: '2028-03-11' };

  test.each([
    ['nothing at all', {}, 'dates-missing'],
    ['no last day', { from: '2026-03-11' }, 'dates-missing'],
    ['no first day', { until: '2026-03-11' }, 'dates-missing'],
    ['a last day before the first', { from: '2026-03-13', until: '2026-03-12' }, 'ends-before-it-begins'],
    ['a last day that was yesterday', { from: '2026-03-09', until: '2026-03-10' }, 'already-over'],
  ])('are refused with %s', (_, asked, refusal) => {
    expect(periodOf(asked, days)).toBe(refusal);
  });

  test.each([
    ['an end years away', { from: '2026-03-11', until: '2028-03-12' }, 'too-far-away'],
    ['a beginning years ago', { from: '2025-03-10', until: '2026-03-12' }, 'too-far-away'],
  ])('are refused with %s', (_, asked, refusal) => {
    expect(periodOf(asked, days)).toBe(refusal);
  });

  test.each([
    ['a single day, today', { from: '2026-03-11', until: '2026-03-11' }],
    ['days that began already', { from: '2026-03-02', until: '2026-03-11' }],
    ['days to come', { from: '2026-07-01', until: '2026-07-31' }],
  ])('may be %s', (_, asked) => {
    expect(periodOf(asked, days)).toEqual(asked);
  });
});

describe('a time whose end is a moment', () => {
  const moments = { included: false, now: '2026-03-11T12:00:00.000Z', earliest: '2026-02-11', latest: '2027-03-11' };
  const until = (at: string) => ({ from: '2026-03-11T08:00:00.000Z', until: at });

  test('cannot be no time, nor end at this very moment', () => {
    expect(periodOf(until('2026-03-11T08:00:00.000Z'), moments)).toBe('ends-before-it-begins');
    expect(periodOf(until('2026-03-11T12:00:00.000Z'), moments)).toBe('already-over');
    expect(periodOf(until('2026-03-11T12:00:00.001Z'), moments)).toEqual(until('2026-03-11T12:00:00.001Z'));
  });
});
