import { expect, test } from '@jest/globals';
import { byNeed, type Followed } from '../../../shared/cases/need.ts';
import type { Intensity } from '../../../shared/domain/vocabulary.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';

/** A case, as far as its place among others goes. */
const followed = (caseId: string, intensity: Intensity, dueAt: string, touched: object = {}): Followed => {
  const known = { lastReachedAt: '2026-02-27T13:00:00.000Z', ...touched };
  return { found: { caseId, intensity }, thread: { ...known, timer: { dueAt } } } as unknown as Followed;
};

test('who has waited longest comes first, and on one day the closest support', () => {
  const people = [
    followed('next week', 'intensive', '2026-03-16T13:00:00.000Z'),
    followed('today, light', 'light', '2026-03-09T13:00:00.000Z'),
    followed('today, intensive', 'intensive', '2026-03-09T20:00:00.000Z'),
    followed('a week ago', 'light', '2026-03-02T13:00:00.000Z'),
    followed('today, intensive, sooner', 'intensive', '2026-03-09T14:00:00.000Z'),
  ];
  expect(byNeed(people, quebecCalendar).map(({ found }) => found.caseId)).toEqual([
    'a week ago',
    'today, intensive, sooner',
    'today, intensive',
    'today, light',
    'next week',
  ]);
});

test('a new referral that nobody has tried to reach comes before all others, the closest support first', () => {
  const nobody = { lastReachedAt: undefined };
  const people = [
    followed('a week ago', 'intensive', '2026-03-02T13:00:00.000Z'),
    followed('new', 'regular', '2026-03-12T13:00:00.000Z', nobody),
    followed('tried', 'regular', '2026-03-12T13:00:00.000Z', { ...nobody, lastAttemptAt: '2026-03-09T13:00:00.000Z' }),
    followed('new, intensive', 'intensive', '2026-03-12T18:00:00.000Z', nobody),
  ];
  expect(byNeed(people, quebecCalendar).map(({ found }) => found.caseId)).toEqual([
    'new, intensive',
    'new',
    'a week ago',
    'tried',
  ]);
});
