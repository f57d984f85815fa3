import { describe, expect, test } from '@jest/globals';
import { commitHash, instantOfCommit } from '../../any-day/commit.ts';
import { instantOf, instants } from '../../any-day/instants.ts';
import { testNow } from '../../support/test-now.ts';

const montreal = (at: string, ahead = 0): string =>
  new Date(testNow(at) + ahead).toLocaleString('en-CA', {
    timeZone: 'America/Toronto',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

describe('the instants of the calendar', () => {
  test('are the local moments that they are written as', () => {
    for (const { at } of instants) expect([at, montreal(at).slice(-5)]).toEqual([at, at.slice(11, 16)]);
  });

  test('hold every weekday that tests failed on, and both nights of the clock change', () => {
    const days = new Set(instants.map(({ at }) => montreal(at).slice(0, 3)));
    for (const day of ['Wed', 'Thu', 'Fri', 'Sat', 'Sun']) expect([...days]).toContain(day);
    const inTenMinutes = instants.map(({ at }) => montreal(at, 600_000).slice(-5));
    // 1:55 and ten minutes is 3:05; 0:55, an hour and ten minutes is 1:05 again.
    expect(inTenMinutes).toContain('03:05');
    expect(instants.map(({ at }) => montreal(at, 70 * 60_000).slice(-5))).toContain('01:05');
  });
});

describe('the instant of a commit', () => {
  test('is one minute of ten years, the same for the same commit', () => {
    const found = Array.from({ length: 500 }, (_, n) => instantOf(String(n)));
    expect(new Set(found).size).toBeGreaterThan(495);
    expect(instantOf('0')).toBe(found[0]);
    for (const at of found) expect(at).toMatch(/^20(2[6-9]|3[0-5])-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
  });

  test('says which commit it is of, and that it is a fixed one where there is none', () => {
    const hash = 'fc1f9f2d8d2f5e1e5f0f5f0f5f0f5f0f5f0f5f0f';
    expect(instantOfCommit(hash)).toEqual({ name: 'of commit fc1f9f2d8d2f', at: instantOf(hash) });
    expect(instantOfCommit(undefined)).toEqual({
      name: 'fixed, because there is no commit to compute it from',
      at: instantOf('no commit'),
    });
    expect(commitHash('/')).toBeUndefined();
  });
});
