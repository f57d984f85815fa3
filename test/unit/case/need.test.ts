import { expect, test } from '@jest/globals';
import { byNeed, type Followed } from '../../../shared/cases/need.ts';
import type { Intensity } from '../../../shared/domain/vocabulary.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';

/** A case, as far as its place among others goes. */
const followed = (caseId: string, intensity: Intensity, dueAt: string): Followed =>
  ({ found: { caseId, intensity }, thread: { timer: { dueAt } } }) as unknown as Followed;

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
