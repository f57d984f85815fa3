import { Temporal } from 'temporal-polyfill';
import { isWorkingDay, type Calendar } from './calendar.ts';

/** A day of an organisation, in milliseconds since the epoch. */
type Day = {
  readonly begins: number;
  readonly opens: number;
  readonly closes: number;
  readonly isWorking: boolean;
};

/** The days of an organisation, by their number since 1 January 1970 on its own clocks. */
export type WorkingDays = {
  readonly at: (day: number) => Day;
  /** The day that a moment belongs to. */
  readonly of: (moment: number) => number;
  /** The working day next to a day in a direction. */
  readonly next: (day: number, direction: 1 | -1) => number;
  /** That moment when it is in working hours, both ends included; otherwise the next opening. */
  readonly within: (moment: number) => number;
};

const epoch = Temporal.PlainDate.from('1970-01-01');
const millisecondsOfDay = 86_400_000;

/** Days since 1 January 1970. */
export const dayNumber = (date: Temporal.PlainDate): number => epoch.until(date).days;

const makeWorkingDays = (calendar: Calendar): WorkingDays => {
  const { zone, opens, closes } = calendar;
  const known = new Map<number, Day>();

  const read = (day: number): Day => {
    const date = epoch.add({ days: day });
    const moment = (plainTime?: Temporal.PlainTime) =>
      date.toZonedDateTime({ timeZone: zone, ...(plainTime && { plainTime }) }).epochMilliseconds;
    return { begins: moment(), opens: moment(opens), closes: moment(closes), isWorking: isWorkingDay(calendar, date) };
  };

  const at = (day: number): Day => {
    const found = known.get(day) ?? read(day);
    known.set(day, found);
    return found;
  };

  const of = (moment: number): number => {
    let day = Math.floor(moment / millisecondsOfDay);
    while (moment < at(day).begins) day -= 1;
    while (moment >= at(day + 1).begins) day += 1;
    return day;
  };

  const next = (day: number, direction: 1 | -1): number => {
    let found = day + direction;
    while (!at(found).isWorking) found += direction;
    return found;
  };

  const within = (moment: number): number => {
    const day = of(moment);
    const { isWorking, opens: opening, closes: closing } = at(day);
    return isWorking && moment <= closing ? Math.max(moment, opening) : at(next(day, 1)).opens;
  };

  return { at, of, next, within };
};

const made = new WeakMap<Calendar, WorkingDays>();

/**
 * The days of a calendar, each looked up in its time zone and among the holidays once: a case has a dozen due times, and
 * they are counted anew at every step.
 */
export const workingDays = (calendar: Calendar): WorkingDays => {
  const days = made.get(calendar) ?? makeWorkingDays(calendar);
  made.set(calendar, days);
  return days;
};
