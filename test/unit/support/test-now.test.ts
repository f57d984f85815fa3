import { describe, expect, test } from '@jest/globals';
import { testNow } from '../../support/test-now.ts';

describe('the instant at which tests start', () => {
  test.each([
    ['2026-11-27T18:30-05:00', '2026-11-27T23:30:00.000Z'],
    ['2027-03-14T06:55:00Z', '2027-03-14T06:55:00.000Z'],
    ['2028-02-29T10:00-05:00', '2028-02-29T15:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(new Date(testNow(text)).toISOString()).toBe(instant);
  });

  test.each(['', 'tomorrow', '2026-11-27', '2026-11-27T18:30', '2026-02-30T10:00Z', '1700000000'])(
    'is refused as %p, with what to write',
    (text) => {
      expect(() => testNow(text)).toThrow(
        `TEST_NOW=${text} is not an instant: write ISO 8601 with an offset or Z, such as 2026-11-17T10:00-05:00`,
      );
    },
  );
});
