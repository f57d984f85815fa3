import { describe, expect, test } from '@jest/globals';
import type { Due } from '../../../shared/domain/pathway/due.ts';
import { dueAt, dueOn, isOverdue } from '../../../shared/time/due-at.ts';
import { calendarOf, quebecCalendar as calendar } from '../../../shared/time/quebec.ts';

const rule = (duration: Due['in'], time: Due['time']): Due => ({ in: duration, time });

describe('elapsed time passes day and night', () => {
  test.each([
    ['24 hours over the start of summer time', 'PT24H', '2026-03-07T15:00:00-05:00', '2026-03-08T20:00:00.000Z'],
    ['24 hours over the end of summer time', 'PT24H', '2026-10-31T15:00:00-04:00', '2026-11-01T19:00:00.000Z'],
    ['a day is 24 hours', 'P1D', '2026-03-07T15:00:00-05:00', '2026-03-08T20:00:00.000Z'],
    ['an hour at night on a holiday', 'PT1H', '2026-12-25T02:00:00-05:00', '2026-12-25T08:00:00.000Z'],
    ['four hours before', '-PT4H', '2026-03-09T09:00:00-04:00', '2026-03-09T09:00:00.000Z'],
  ] as const)('%s', (_, duration, from, expected) => {
    expect(dueAt({ due: rule(duration, 'elapsed'), from, calendar })).toBe(expected);
  });
});

describe('business time counts working days and hours only', () => {
  test.each([
    ['a day from Friday 15:00 is Monday 15:00', 'P1D', '2026-03-13T15:00:00-04:00', '2026-03-16T15:00:00-04:00'],
    ['over the start of summer time the hour stays', 'P1D', '2026-03-06T15:00:00-05:00', '2026-03-09T15:00:00-04:00'],
    ['over the end of summer time the hour stays', 'P1D', '2026-10-30T15:00:00-04:00', '2026-11-02T15:00:00-05:00'],
    ['24 June is skipped', 'P1D', '2026-06-23T10:00:00-04:00', '2026-06-25T10:00:00-04:00'],
    ['1 July is skipped', 'P2D', '2026-06-30T10:00:00-04:00', '2026-07-03T10:00:00-04:00'],
    ['24 June on a Sunday moves to the Monday', 'P1D', '2029-06-22T10:00:00-04:00', '2029-06-26T10:00:00-04:00'],
    ['Good Friday and Easter Monday are skipped', 'P1D', '2026-04-02T10:00:00-04:00', '2026-04-07T10:00:00-04:00'],
    ['the end of the year is skipped', 'P1D', '2026-12-24T10:00:00-05:00', '2026-12-28T10:00:00-05:00'],
    ['a day from Saturday starts on Monday', 'P1D', '2026-03-14T15:00:00-04:00', '2026-03-17T09:00:00-04:00'],
    ['a day from two in the morning starts at nine', 'P1D', '2026-03-11T02:00:00-04:00', '2026-03-12T09:00:00-04:00'],
    ['an hour from 16:30 ends the next morning', 'PT1H', '2026-03-11T16:30:00-04:00', '2026-03-12T09:30:00-04:00'],
    ['what ends at the closing stays there', 'PT1H', '2026-03-11T16:00:00-04:00', '2026-03-11T17:00:00-04:00'],
    ['twenty hours are two and a half days', 'PT20H', '2026-03-11T09:00:00-04:00', '2026-03-13T13:00:00-04:00'],
    ['no time at all lands in working hours', 'PT0S', '2026-03-15T12:00:00-04:00', '2026-03-16T09:00:00-04:00'],
    ['the working day before', '-P1D', '2026-03-16T11:00:00-04:00', '2026-03-13T11:00:00-04:00'],
    ['four working hours before', '-PT4H', '2026-03-16T11:00:00-04:00', '2026-03-13T15:00:00-04:00'],
  ] as const)('%s', (_, duration, from, expected) => {
    expect(dueAt({ due: rule(duration, 'business'), from, calendar })).toBe(new Date(expected).toISOString());
  });

  test('weeks are refused, because nobody says how many working days they are', () => {
    expect(() => dueAt({ due: rule('P1W', 'business'), from: '2026-03-11T09:00:00Z', calendar })).toThrow(RangeError);
  });
});

describe('calendar time counts every day and lands in working hours', () => {
  test.each([
    [
      '14 days keep the hour over the start of summer time',
      'P14D',
      '2026-03-02T15:00:00-05:00',
      '2026-03-16T15:00:00-04:00',
    ],
    ['30 days that end on a Saturday move to Monday', 'P30D', '2026-03-12T15:00:00-04:00', '2026-04-13T09:00:00-04:00'],
    [
      '48 hours from Friday are Monday at the opening',
      'PT48H',
      '2026-03-13T16:00:00-04:00',
      '2026-03-16T09:00:00-04:00',
    ],
    ['10 days that end on 24 June move to the 25th', 'P10D', '2026-06-14T11:00:00-04:00', '2026-06-25T09:00:00-04:00'],
    [
      'a due time in the evening moves to the next opening',
      'P1D',
      '2026-03-10T22:00:00-04:00',
      '2026-03-12T09:00:00-04:00',
    ],
  ] as const)('%s', (_, duration, from, expected) => {
    expect(dueAt({ due: rule(duration, 'calendar'), from, calendar })).toBe(new Date(expected).toISOString());
  });
});

describe('reachable time passes day and night, and gives a morning to whoever could act', () => {
  test.each([
    ['a moment in working hours stays', 'PT12H', '2026-03-11T02:00:00-04:00', '2026-03-11T14:00:00-04:00'],
    ['the opening itself gives a morning too', 'PT12H', '2026-03-10T21:00:00-04:00', '2026-03-11T11:00:00-04:00'],
    ['so does what is left of a morning', 'PT12H', '2026-03-10T22:30:00-04:00', '2026-03-11T11:00:00-04:00'],
    ['after the morning the moment stays', 'PT12H', '2026-03-10T23:00:00-04:00', '2026-03-11T11:00:00-04:00'],
    ['the closing is one too', 'PT2H', '2026-03-11T15:00:00-04:00', '2026-03-11T17:00:00-04:00'],
    ['a night ends two hours after the opening', 'PT12H', '2026-03-11T10:00:00-04:00', '2026-03-12T11:00:00-04:00'],
    ['so does a weekend', 'PT48H', '2026-03-13T10:00:00-04:00', '2026-03-16T11:00:00-04:00'],
    ['the night of summer time', 'PT12H', '2026-03-08T00:30:00-05:00', '2026-03-09T11:00:00-04:00'],
    ['the night of winter time', 'PT12H', '2026-11-01T00:30:00-04:00', '2026-11-02T11:00:00-05:00'],
    ['48 hours are 48 over summer time', 'PT48H', '2026-03-07T13:00:00-05:00', '2026-03-09T14:00:00-04:00'],
    ['24 June', 'PT12H', '2026-06-23T20:00:00-04:00', '2026-06-25T11:00:00-04:00'],
    ['1 July', 'PT12H', '2026-06-30T22:00:00-04:00', '2026-07-02T11:00:00-04:00'],
  ] as const)('%s', (_, duration, from, expected) => {
    expect(dueAt({ due: rule(duration, 'reachable'), from, calendar })).toBe(new Date(expected).toISOString());
  });

  test('two hours are working hours where a day is shorter than that', () => {
    const short = calendarOf({ opens: '12:00', closes: '13:00' });
    const due = dueAt({ due: rule('PT1H', 'reachable'), from: '2026-03-10T20:00:00-04:00', calendar: short });
    expect(due).toBe(new Date('2026-03-12T13:00:00-04:00').toISOString());
  });
});

test.each([
  ['a working day ends at its closing', '2026-03-11', '2026-03-11T17:00:00-04:00'],
  ['a Sunday moves to Monday at the opening', '2026-03-15', '2026-03-16T09:00:00-04:00'],
  ['1 July moves to the 2nd', '2026-07-01', '2026-07-02T09:00:00-04:00'],
])('a day that a person chose: %s', (_, day, expected) => {
  expect(dueOn(day, calendar)).toBe(new Date(expected).toISOString());
});

test('what is due now is not overdue yet', () => {
  expect(isOverdue('2026-03-11T17:00:00.000Z', '2026-03-11T17:00:00.000Z')).toBe(false);
  expect(isOverdue('2026-03-11T17:00:00.000Z', '2026-03-11T17:00:00.001Z')).toBe(true);
});
