import { Temporal } from 'temporal-polyfill';
import type { Due, TimeKind } from '../domain/pathway/due.ts';
import { addBusinessTime } from './business-time.ts';
import { inWorkingHours, isWorkingDay, type Calendar } from './calendar.ts';
import { elapsed, fromLocal, toIso, toLocal } from './local-time.ts';

/** How long after the opening something is due that came up while nobody was there. */
const morning = Temporal.Duration.from('PT2H');

const untilReachable = (calendar: Calendar, moment: Temporal.PlainDateTime): Temporal.PlainDateTime => {
  const working = inWorkingHours(calendar, moment);
  return working.equals(moment) ? moment : addBusinessTime(calendar, working, morning);
};

type Count = (from: Temporal.Instant, duration: Temporal.Duration, calendar: Calendar) => string;

const counts: Readonly<Record<TimeKind, Count>> = {
  elapsed: (from, duration) => toIso(elapsed(from, duration)),
  business: (from, duration, calendar) =>
    fromLocal(calendar, addBusinessTime(calendar, toLocal(calendar, from), duration)),
  calendar: (from, duration, calendar) => {
    const moment = from.toZonedDateTimeISO(calendar.zone).add(duration).toPlainDateTime();
    return fromLocal(calendar, inWorkingHours(calendar, moment));
  },
  reachable: (from, duration, calendar) =>
    fromLocal(calendar, untilReachable(calendar, toLocal(calendar, elapsed(from, duration)))),
};

/**
 * When something is due, in UTC. `elapsed` counts a day as 24 hours. `business` counts working days and hours. `calendar` keeps
 * the local hour over days, and a due time that falls outside working hours moves to the next opening. `reachable` counts as
 * `elapsed` does, and a due time outside working hours moves to two working hours after the next opening.
 *
 * @param from a moment in ISO 8601 with an offset
 * @throws RangeError when `from` or the duration cannot be read
 */
export const dueAt = ({ due, from, calendar }: { due: Due; from: string; calendar: Calendar }): string =>
  counts[due.time](Temporal.Instant.from(from), Temporal.Duration.from(due.in), calendar);

/** When something that a person put on a day is due: at the closing of that day, or at the next opening after a day off. */
export const dueOn = (day: string, calendar: Calendar): string => {
  const date = Temporal.PlainDate.from(day);
  const closing = date.toPlainDateTime(calendar.closes);
  return fromLocal(calendar, isWorkingDay(calendar, date) ? closing : inWorkingHours(calendar, closing));
};

/** Whether the due time has passed; at the very moment it has not. */
export const isOverdue = (due: string, now: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(due)) > 0;
