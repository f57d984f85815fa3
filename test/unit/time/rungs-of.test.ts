import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Rung } from '../../../shared/domain/pathway/due.ts';
import { intensities } from '../../../shared/domain/vocabulary.ts';
import { dueAt } from '../../../shared/time/due-at.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';
import { rungsOf } from '../../../shared/time/rungs-of.ts';
import { workingDays } from '../../../shared/time/working-days.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';

const ladder: readonly Rung[] = [
  { rung: 'due-soon', after: '-P1D', time: 'business' },
  { rung: 'due', after: 'PT0S', time: 'business' },
  { rung: 'backup-and-coordinator', after: 'P2D', time: 'business' },
];
const due = '2026-03-16T15:00:00.000Z';

test('rungs stand around the due time in working days', () => {
  expect(rungsOf({ due, openedAt: '2026-03-02T15:00:00.000Z', ladder, calendar })).toEqual([
    { rung: 'due-soon', at: '2026-03-13T15:00:00.000Z' },
    { rung: 'due', at: due },
    { rung: 'backup-and-coordinator', at: '2026-03-18T15:00:00.000Z' },
  ]);
});

const intensive: readonly Rung[] = [
  { rung: 'due', after: 'PT0S', time: 'elapsed' },
  { rung: 'backup-and-coordinator', after: 'PT12H', time: 'reachable' },
  { rung: 'direction', after: 'PT48H', time: 'reachable' },
];

test.each([
  ['a Friday evening', '2026-03-13T18:00:00-04:00', '2026-03-16T11:00:00-04:00', '2026-03-17T11:00:00-04:00'],
  ['the eve of 24 June', '2026-06-23T12:00:00-04:00', '2026-06-25T11:00:00-04:00', '2026-06-26T11:00:00-04:00'],
  ['a Monday evening', '2026-03-09T18:00:00-04:00', '2026-03-10T11:00:00-04:00', '2026-03-12T11:00:00-04:00'],
])('after %s, those above are asked a working day after those below at the soonest', (_, evening, below, above) => {
  const rungs = rungsOf({ due: evening, openedAt: '2026-03-02T15:00:00.000Z', ladder: intensive, calendar });

  expect(rungs.slice(1).map(({ at }) => at)).toEqual([below, above].map((at) => new Date(at).toISOString()));
});

const dueSoon = (openedAt: string, falling: string, rungs: readonly Rung[] = ladder): string | undefined => {
  const iso = (moment: string) => new Date(moment).toISOString();
  const found = rungsOf({ due: iso(falling), openedAt: iso(openedAt), ladder: rungs, calendar });
  return found.find(({ rung }) => rung === 'due-soon')?.at;
};
const atClose = (day: string): string => new Date(`${day}T17:00:00-04:00`).toISOString();

describe('nobody is told that something is due soon at the moment they receive it', () => {
  test.each([
    ['a Friday, due on Monday at the same hour', '2026-03-13T11:00-04:00', '2026-03-16T11:00-04:00', '2026-03-13'],
    ['a Friday, due on Sunday', '2026-03-13T15:00-04:00', '2026-03-15T23:00-04:00', '2026-03-13'],
    ['a Wednesday, due on Thursday', '2026-03-11T10:00-04:00', '2026-03-12T10:00-04:00', '2026-03-11'],
    ['the Thursday before Easter, due on Tuesday', '2026-04-02T12:00-04:00', '2026-04-07T12:00-04:00', '2026-04-02'],
  ])('opened on %s: at the close of that day, for the morning of the other', (_, openedAt, falling, day) => {
    expect(dueSoon(openedAt, falling)).toBe(atClose(day));
  });

  test.each([
    ['the same day', '2026-03-13T10:00-04:00', '2026-03-13T12:00-04:00'],
    ['the working day that a weekend opens on', '2026-03-14T10:00-04:00', '2026-03-16T12:00-04:00'],
    ['the close of the day on which it was opened', '2026-03-13T17:00-04:00', '2026-03-16T17:00-04:00'],
  ])('and not at all where it falls due on %s', (_, openedAt, falling) => {
    expect(dueSoon(openedAt, falling)).toBeUndefined();
  });

  test('whenever it is opened, a morning speaks of what falls due on a later working day', () => {
    const quarter = 900_000;
    const days = workingDays(calendar);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 * 24 * 366 }).map((quarters) => Date.UTC(2026, 0, 1) + quarters * quarter),
        fc.integer({ min: 1, max: 4 * 24 * 10 }).map((quarters) => quarters * quarter),
        fc.constantFrom(...intensities),
        (opened, length, intensity) => {
          const falling = opened + length;
          const day = days.of(days.within(opened));
          fc.pre(opened !== days.at(day).closes);
          const [openedAt, due] = [opened, falling].map((moment) => new Date(moment).toISOString()) as [string, string];
          const soon = dueSoon(openedAt, due, pivotV1.thread.ladder[intensity]);
          if (days.of(falling) > day) expect(soon).toBeDefined();
          expect(soon === undefined || (openedAt < soon && soon < due)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('whenever it falls due, nobody above hears of a thing before those below had a working day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 24 * 366 }), fc.constantFrom(...intensities), (hours, intensity) => {
      const moment = new Date(Date.UTC(2026, 0, 1, hours)).toISOString();
      const rungs = rungsOf({ due: moment, openedAt: moment, ladder: pivotV1.thread.ladder[intensity], calendar });
      const [team, direction] = rungs.slice(-2);
      expect([team?.rung, direction?.rung]).toEqual(['backup-and-coordinator', 'direction']);
      const soonest = dueAt({ due: { in: 'P1D', time: 'business' }, from: team?.at ?? '', calendar });
      expect((direction?.at ?? '') >= soonest && (team?.at ?? '') > moment).toBe(true);
    }),
    { numRuns: 500 },
  );
});
