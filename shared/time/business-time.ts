import type { WorkingDays } from './working-days.ts';

/** Working days, then milliseconds of working hours; both may be negative. */
export type BusinessDuration = { readonly days: number; readonly milliseconds: number };

const moveDays = (days: WorkingDays, from: number, count: number): number => {
  const first = days.of(from);
  let day = first;
  for (let left = Math.abs(count); left > 0; left -= 1) day = days.next(day, count < 0 ? -1 : 1);
  return days.at(day).opens + (from - days.at(first).opens);
};

const moveTime = (days: WorkingDays, from: number, milliseconds: number): number => {
  const direction = milliseconds < 0 ? -1 : 1;
  let day = days.of(from);
  let moment = from;
  let left = Math.abs(milliseconds);
  const end = () => (direction > 0 ? days.at(day).closes : days.at(day).opens);
  for (let room = (end() - moment) * direction; left > room; room = (end() - moment) * direction) {
    left -= room;
    day = days.next(day, direction);
    moment = direction > 0 ? days.at(day).opens : days.at(day).closes;
  }
  return moment + left * direction;
};

/**
 * Adds working days, then working hours, to a moment in milliseconds since the epoch. It starts at the next opening when the
 * moment is outside working hours, so the result is always inside them: one day from Friday 15:00 is Monday 15:00, one day
 * from Saturday is Tuesday at the opening.
 */
export const addBusinessTime = (
  days: WorkingDays,
  from: number,
  { days: count, milliseconds }: BusinessDuration,
): number => moveTime(days, moveDays(days, days.within(from), count), milliseconds);
