import { createHash } from 'node:crypto';

/** A moment at which tests failed once, or could: what it is, and ISO 8601 with its offset in Montréal. */
export type Instant = { readonly name: string; readonly at: string };

/** The moments of `npm run test:calendar`. */
export const instants: readonly Instant[] = [
  { name: 'a Wednesday morning', at: '2026-12-02T10:00-05:00' },
  { name: 'a Thursday morning', at: '2026-12-03T10:00-05:00' },
  { name: 'a Thursday evening', at: '2026-12-03T20:00-05:00' },
  { name: 'a Saturday morning', at: '2026-12-05T10:00-05:00' },
  { name: 'a Friday evening, the next day in UTC soon', at: '2026-11-27T18:30-05:00' },
  { name: 'the night of a Sunday', at: '2026-11-29T03:00-05:00' },
  { name: 'the last half hour of a year', at: '2026-12-31T23:30-05:00' },
  { name: 'the first noon of a year', at: '2027-01-01T12:00-05:00' },
  { name: 'before the hour that is skipped', at: '2027-03-14T01:55-05:00' },
  { name: 'the eve of a holiday, a holiday in UTC', at: '2027-06-23T22:00-04:00' },
  { name: 'a holiday', at: '2027-06-24T10:00-04:00' },
  { name: 'before the hour that comes twice', at: '2027-11-07T00:55-04:00' },
  { name: 'a day that only leap years have', at: '2028-02-29T10:00-05:00' },
];

const minute = 60_000;
const first = Date.UTC(2026, 0, 1);
const minutes = (Date.UTC(2036, 0, 1) - first) / minute;

/** Some minute of ten years, always the same for one text. */
export const instantOf = (text: string): string => {
  const number = createHash('sha256').update(text).digest().readUInt32BE();
  return new Date(first + (number % minutes) * minute).toISOString();
};
