import { expect, test } from '@jest/globals';
import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { isQuebecHoliday } from '../../../shared/time/quebec.ts';

const days = (year: number): readonly Temporal.PlainDate[] => {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: first.daysInYear }, (_, offset) => first.add({ days: offset }));
};
/** Kept by the organisations though no law asks it, or moved from a Sunday by a law that the package does not know. */
const ours = (day: string) => ['01-02', '12-26', '06-25', '07-02'].includes(day.slice(5));

test.each(Array.from({ length: 17 }, (_, offset) => 2024 + offset))(
  'the holidays of %d are those of the holiday package, and the few of ours',
  (year) => {
    const theirs = new Holidays('CA', 'QC')
      .getHolidays(year)
      .filter(({ type }) => type === 'public' || type === 'optional')
      .map(({ date }) => date.slice(0, 10))
      .filter((date) => !ours(date));
    const kept = days(year).filter(isQuebecHoliday).map(String);

    expect(kept.filter((day) => !ours(day))).toEqual([...new Set(theirs)].sort());
  },
);

test.each([
  ['2029-06-25', true],
  ['2028-06-25', false],
  ['2029-07-02', true],
  ['2026-07-02', false],
  ['2026-05-18', true],
  ['2026-05-25', false],
  ['2026-01-02', true],
  ['2026-12-26', true],
])('on %s the organisations are closed: %s', (day, expected) => {
  expect(isQuebecHoliday(Temporal.PlainDate.from(day))).toBe(expected);
});
