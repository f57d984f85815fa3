import { Temporal } from 'temporal-polyfill';
import type { Due } from '../domain/pathway/due.ts';
import { addBusinessTime } from './business-time.ts';
import { inWorkingHours, isWorkingDay, type Calendar } from './calendar.ts';

/** A moment as everything stores it: UTC, milliseconds, of fixed width so that it sorts as text. */
const iso = (instant: Temporal.Instant) => instant.toString({ fractionalSecondDigits: 3 });

const toInstant = (calendar: Calendar, local: Temporal.PlainDateTime) =>
  local.toZonedDateTime(calendar.zone).toInstant();

const elapsed = (instant: Temporal.Instant, duration: Temporal.Duration) =>
  instant.add(Temporal.Duration.from({ milliseconds: duration.total('milliseconds') }));

/**
 * When something is due, in UTC. `elapsed` counts a day as 24 hours. `business` counts working days and hours. `calendar` keeps
 * the local hour over days, and a due time that falls outside working hours moves to the next opening.
 *
 * @param from a moment in ISO 8601 with an offset
 * @throws RangeError when `from` or the duration cannot be read
 */
export const dueAt = ({ due, from, calendar }: { due: Due; from: string; calendar: Calendar }): string => {
  const instant = Temporal.Instant.from(from);
  const duration = Temporal.Duration.from(due.in);
  if (due.time === 'elapsed') return iso(elapsed(instant, duration));
  const zoned = instant.toZonedDateTimeISO(calendar.zone);
  const local =
    due.time === 'business'
      ? addBusinessTime(calendar, zoned.toPlainDateTime(), duration)
      : inWorkingHours(calendar, zoned.add(duration).toPlainDateTime());
  return iso(toInstant(calendar, local));
};

/** When something that a person put on a day is due: at the closing of that day, or at the next opening after a day off. */
export const dueOn = (day: string, calendar: Calendar): string => {
  const date = Temporal.PlainDate.from(day);
  const closing = date.toPlainDateTime(calendar.closes);
  return iso(toInstant(calendar, isWorkingDay(calendar, date) ? closing : inWorkingHours(calendar, closing)));
};

/** Whether the due time has passed; at the very moment it has not. */
export const isOverdue = (due: string, now: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(due)) > 0;
