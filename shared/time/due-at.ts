import { Temporal } from 'temporal-polyfill';
import type { Due, TimeKind } from '../domain/pathway/due.ts';
import { addBusinessTime, type BusinessDuration } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { dayNumber, workingDays } from './working-days.ts';

/** Durations are written in pathways: few texts, read often. */
const readOnce = <T>(read: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    known.set(text, value);
    return value;
  };
};

const durationOf = readOnce((text) => Temporal.Duration.from(text));

/** A day is 24 hours. @throws RangeError */
const millisecondsOf = readOnce((text) => durationOf(text).total('milliseconds'));

/** @throws RangeError when the duration has weeks, months or years: how many working days these are is not said */
const businessOf = readOnce((text): BusinessDuration => {
  const duration = durationOf(text);
  if (duration.weeks !== 0 || duration.months !== 0 || duration.years !== 0) {
    throw new RangeError(`business time counts days and hours only, not ${text}`);
  }
  return { days: duration.days, milliseconds: duration.with({ days: 0 }).total('milliseconds') };
});

/** The first part of a working day, which belongs to whoever could act on what came up while nobody was there. */
const morning = { days: 0, milliseconds: 2 * 3_600_000 };

/** Milliseconds since the epoch, from such. */
type Count = (from: number, duration: string, calendar: Calendar) => number;

const counts: Readonly<Record<TimeKind, Count>> = {
  elapsed: (from, duration) => from + millisecondsOf(duration),
  business: (from, duration, calendar) => addBusinessTime(workingDays(calendar), from, businessOf(duration)),
  calendar: (from, duration, calendar) => {
    const local = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(calendar.zone);
    return workingDays(calendar).within(local.add(durationOf(duration)).epochMilliseconds);
  },
  reachable: (from, duration, calendar) => {
    const days = workingDays(calendar);
    const working = days.within(from + millisecondsOf(duration));
    return Math.max(working, addBusinessTime(days, days.at(days.of(working)).opens, morning));
  },
};

/**
 * When something is due, in UTC. `elapsed` counts a day as 24 hours. `business` counts working days and hours. `calendar` keeps
 * the local hour over days, and a due time that falls outside working hours moves to the next opening. `reachable` counts as
 * `elapsed` does, and a due time outside working hours, or in the first two of a day, moves to two working hours after that
 * opening.
 *
 * @param from a moment in ISO 8601 with an offset
 * @throws RangeError when `from` or the duration cannot be read
 */
export const dueAt = ({ due, from, calendar }: { due: Due; from: string; calendar: Calendar }): string =>
  new Date(counts[due.time](Temporal.Instant.from(from).epochMilliseconds, due.in, calendar)).toISOString();

/** When something that a person put on a day is due: at the closing of that day, or at the next opening after a day off. */
export const dueOn = (day: string, calendar: Calendar): string => {
  const days = workingDays(calendar);
  const { closes } = days.at(dayNumber(Temporal.PlainDate.from(day)));
  return new Date(days.within(closes)).toISOString();
};

/** Whether the due time has passed; at the very moment it has not. */
export const isOverdue = (due: string, now: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(due)) > 0;
