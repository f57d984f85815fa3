import { describe, expect, test } from '@jest/globals';
import { usualHours, workingHoursSchema } from '../../../shared/domain/team/organisation.ts';
import { dayOf, endOfMinute, isWorking, morningAfter, morningOf } from '../../../shared/time/opening.ts';
import { calendarOf } from '../../../shared/time/quebec.ts';

const calendar = calendarOf(usualHours);
const utc = (at: string) => new Date(at).toISOString();

describe('working hours', () => {
  test.each([
    ['a Wednesday at noon', '2026-03-11T12:00:00-04:00', true],
    ['the opening', '2026-03-11T09:00:00-04:00', true],
    ['the closing', '2026-03-11T17:00:00-04:00', true],
    ['a moment after the closing', '2026-03-11T17:00:00.001-04:00', false],
    ['a Saturday at noon', '2026-03-14T12:00:00-04:00', false],
    ['24 June at noon', '2026-06-24T12:00:00-04:00', false],
    ['1 July at noon', '2026-07-01T12:00:00-04:00', false],
    ['nine of summer time', '2026-03-09T13:00:00Z', true],
    ['what was nine until the day before', '2026-03-06T13:00:00Z', false],
  ])('%s: %s is %s', (_, at, expected) => {
    expect(isWorking(calendar, at)).toBe(expected);
  });

  test('are named by the calendar that has them', () => {
    expect(calendar.id).toBe('quebec-1/09:00-17:00');
    const early = calendarOf({ opens: '07:30', closes: '15:30' });
    expect(early.id).toBe('quebec-1/07:30-15:30');
    expect(isWorking(early, '2026-03-11T08:00:00-04:00')).toBe(true);
    expect(isWorking(early, '2026-03-11T16:00:00-04:00')).toBe(false);
  });

  test.each([
    { opens: '17:00', closes: '09:00' },
    { opens: '09:00', closes: '09:00' },
    { opens: '9:00', closes: '17:00' },
    { opens: '09:00:00', closes: '17:00:00' },
    { opens: '09:00', closes: '25:00' },
  ])('are refused when a day would not be one: $opens to $closes', (hours) => {
    expect(workingHoursSchema.safeParse(hours).success).toBe(false);
  });
});

test('a day is that of the organisation’s own clocks', () => {
  expect(dayOf(calendar, '2026-03-11T03:59:00Z')).toBe('2026-03-10');
  expect(dayOf(calendar, '2026-03-11T04:00:00Z')).toBe('2026-03-11');
});

test.each([
  ['before the opening it is that day’s', '2026-03-11T08:59:00-04:00', '2026-03-11T09:00:00-04:00'],
  ['at the opening it is the next day’s', '2026-03-11T09:00:00-04:00', '2026-03-12T09:00:00-04:00'],
  [
    'on a Friday evening it is Monday’s, over the start of summer time',
    '2026-03-06T18:00:00-05:00',
    '2026-03-09T09:00:00-04:00',
  ],
  [
    'on a Friday evening it is Monday’s, over the end of summer time',
    '2026-10-30T18:00:00-04:00',
    '2026-11-02T09:00:00-05:00',
  ],
  ['24 June has none', '2026-06-23T12:00:00-04:00', '2026-06-25T09:00:00-04:00'],
  ['in the night of 1 July it is the 2nd’s', '2026-07-01T01:00:00-04:00', '2026-07-02T09:00:00-04:00'],
])('the morning after: %s', (_, at, expected) => {
  expect(morningAfter(calendar, at)).toBe(utc(expected));
});

test.each([
  [
    'of a day to come is its opening',
    '2026-03-13T15:00:00-04:00',
    '2026-03-11T15:00:00-04:00',
    '2026-03-13T09:00:00-04:00',
  ],
  [
    'of this same day, before it opens',
    '2026-03-11T15:00:00-04:00',
    '2026-03-11T08:00:00-04:00',
    '2026-03-11T09:00:00-04:00',
  ],
  [
    'that has begun is the next one',
    '2026-03-11T15:00:00-04:00',
    '2026-03-11T09:00:00-04:00',
    '2026-03-12T09:00:00-04:00',
  ],
  [
    'of a day off is the next one from now',
    '2026-06-24T12:00:00-04:00',
    '2026-06-22T12:00:00-04:00',
    '2026-06-23T09:00:00-04:00',
  ],
  ['after summer time began', '2026-03-09T15:00:00-04:00', '2026-03-06T15:00:00-05:00', '2026-03-09T09:00:00-04:00'],
  ['after winter time began', '2026-11-02T15:00:00-05:00', '2026-10-30T15:00:00-04:00', '2026-11-02T09:00:00-05:00'],
  [
    'of what is long past is the next one',
    '2026-03-01T12:00:00-05:00',
    '2026-03-11T12:00:00-04:00',
    '2026-03-12T09:00:00-04:00',
  ],
])('the morning %s', (_, dueAt, now, expected) => {
  expect(morningOf(calendar, dueAt, now)).toBe(utc(expected));
});

test.each([
  ['2026-03-11T15:00:00.000Z', '2026-03-11T15:01:00.000Z'],
  ['2026-03-11T15:00:59.999Z', '2026-03-11T15:01:00.000Z'],
])('the minute of %s ends at %s', (at, expected) => {
  expect(endOfMinute(at)).toBe(expected);
});
