import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Due, Duration } from '../../../shared/domain/pathway/due.ts';
import { isWorkingDay } from '../../../shared/time/calendar.ts';
import { dueAt } from '../../../shared/time/due-at.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';

const aMoment = fc.date({ min: new Date('2024-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
const aDuration: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: -20, max: 90 }).map((days): Duration => (days < 0 ? `-P${-days}D` : `P${days}D`)),
  fc.integer({ min: -60, max: 100 }).map((hours): Duration => (hours < 0 ? `-PT${-hours}H` : `PT${hours}H`)),
);
const aDue = (...times: readonly Due['time'][]): fc.Arbitrary<Due> =>
  fc.record({ in: aDuration, time: fc.constantFrom(...times) });

test('a later start is never due earlier', () => {
  fc.assert(
    fc.property(aMoment, aMoment, aDue('elapsed', 'business', 'calendar'), (one, other, due) => {
      const [first, second] = [one, other].sort((a, b) => a.getTime() - b.getTime()).map((date) => date.toISOString());
      expect(dueAt({ due, from: first ?? '', calendar }) <= dueAt({ due, from: second ?? '', calendar })).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('business and calendar time never land on a weekend, on a holiday or outside working hours', () => {
  fc.assert(
    fc.property(aMoment, aDue('business', 'calendar'), (from, due) => {
      const at = Temporal.Instant.from(dueAt({ due, from: from.toISOString(), calendar })).toZonedDateTimeISO(
        calendar.zone,
      );
      expect(isWorkingDay(calendar, at.toPlainDate())).toBe(true);
      expect(at.hour >= 9 && (at.hour < 17 || at.toPlainTime().equals('17:00'))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
