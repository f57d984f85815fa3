import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { intensities, type Intensity } from '../../../shared/domain/vocabulary.ts';
import type { RungName } from '../../../shared/domain/pathway/due.ts';
import { dueAt } from '../../../shared/time/due-at.ts';
import { isWorking, morningAfter } from '../../../shared/time/opening.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';
import { rungsOf } from '../../../shared/time/rungs-of.ts';
import { contactCadence, contactLadder } from '../../../workflows/pivot/timing.ts';

/** A contact at any moment of two years, and what stands around the next one. */
const contact = fc.record({
  intensity: fc.constantFrom(...intensities),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
});

const business = (from: string, duration: 'PT2H' | 'P1D'): string =>
  dueAt({ due: { in: duration, time: 'business' }, from, calendar });

/** When those who are asked at a rung hear of it: at once for intensive in working hours, else in the next morning. */
const toldAt = (rung: RungName, { intensity, at }: { readonly intensity: Intensity; readonly at: Date }): string => {
  const openedAt = at.toISOString();
  const due = dueAt({ due: contactCadence[intensity], from: openedAt, calendar });
  const stands = rungsOf({ due, openedAt, ladder: contactLadder[intensity], calendar }).find(
    (one) => one.rung === rung,
  );
  if (!stands) throw new Error(`no ${rung}`);
  return intensity === 'intensive' && isWorking(calendar, stands.at) ? stands.at : morningAfter(calendar, stands.at);
};

test('a colleague hears of a late contact two working hours after the worker at the soonest, whenever it fell due', () => {
  fc.assert(
    fc.property(contact, (made) => {
      expect(toldAt('backup-and-coordinator', made) >= business(toldAt('due', made), 'PT2H')).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the direction hears of it a working day after those below at the soonest', () => {
  fc.assert(
    fc.property(contact, (made) => {
      expect(toldAt('direction', made) >= business(toldAt('backup-and-coordinator', made), 'P1D')).toBe(true);
    }),
    { numRuns: 500 },
  );
});
