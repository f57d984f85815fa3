import { expect, test } from '@jest/globals';
import type { Rung } from '../../../shared/domain/pathway/due.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';
import { rungsOf } from '../../../shared/time/rungs-of.ts';

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

test('nobody is told that something is due soon at the moment they receive it', () => {
  const rungs = rungsOf({ due, openedAt: '2026-03-13T15:00:00.000Z', ladder, calendar });

  expect(rungs.map(({ rung }) => rung)).toEqual(['due', 'backup-and-coordinator']);
});
