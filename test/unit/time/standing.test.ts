import { describe, expect, test } from '@jest/globals';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { standingOf } from '../../../shared/time/standing.ts';

describe('how a due time stands', () => {
  // Monday 9 March 2026, 14:00 in Montréal.
  const now = '2026-03-09T18:00:00.000Z';

  test.each([
    ['2026-03-09T17:59:59.999Z', 'late'],
    ['2026-03-09T18:00:00.000Z', 'today'],
    // 23:30 in Montréal, tomorrow in UTC.
    ['2026-03-10T03:30:00.000Z', 'today'],
    ['2026-03-10T04:30:00.000Z', 'soon'],
    ['2026-03-13T03:59:00.000Z', 'soon'],
    ['2026-03-13T04:00:00.000Z', 'ok'],
  ])('%s is %s on Monday 14:00', (dueAt, standing) => {
    expect(standingOf(dueAt, now, quebecCalendar)).toBe(standing);
  });
});
