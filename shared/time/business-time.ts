import type { Temporal } from 'temporal-polyfill';
import { adjacentWorkingDay, inWorkingHours, type Calendar } from './calendar.ts';

const timeBetween = (from: Temporal.PlainTime, to: Temporal.PlainTime) => from.until(to).total('milliseconds');

const moveDays = (calendar: Calendar, from: Temporal.PlainDateTime, days: number): Temporal.PlainDateTime => {
  const direction = days < 0 ? -1 : 1;
  let day = from.toPlainDate();
  for (let left = Math.abs(days); left > 0; left -= 1) day = adjacentWorkingDay(calendar, day, direction);
  return day.toPlainDateTime(from.toPlainTime());
};

const moveTime = (calendar: Calendar, from: Temporal.PlainDateTime, milliseconds: number): Temporal.PlainDateTime => {
  const isForward = milliseconds >= 0;
  let day = from.toPlainDate();
  let time = from.toPlainTime();
  let left = Math.abs(milliseconds);
  const room = () => (isForward ? timeBetween(time, calendar.closes) : timeBetween(calendar.opens, time));
  while (left > room()) {
    left -= room();
    day = adjacentWorkingDay(calendar, day, isForward ? 1 : -1);
    time = isForward ? calendar.opens : calendar.closes;
  }
  return day.toPlainDateTime(time.add({ milliseconds: isForward ? left : -left }));
};

/**
 * Adds working days, then working hours. It starts at the next opening when `from` is outside working hours, so the result is
 * always inside them: one day from Friday 15:00 is Monday 15:00, one day from Saturday is Tuesday at the opening.
 *
 * @throws RangeError when the duration has weeks, months or years: how many working days these are is not said.
 */
export const addBusinessTime = (
  calendar: Calendar,
  from: Temporal.PlainDateTime,
  duration: Temporal.Duration,
): Temporal.PlainDateTime => {
  if (duration.weeks !== 0 || duration.months !== 0 || duration.years !== 0) {
    throw new RangeError(`business time counts days and hours only, not ${duration.toString()}`);
  }
  const milliseconds = duration.with({ days: 0 }).total('milliseconds');
  const started = inWorkingHours(calendar, from);
  return moveTime(calendar, moveDays(calendar, started, duration.days), milliseconds);
};
