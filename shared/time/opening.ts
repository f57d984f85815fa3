import { Temporal } from 'temporal-polyfill';
import { adjacentWorkingDay, inWorkingHours, isWorkingDay, type Calendar } from './calendar.ts';
import { fromLocal, toLocal } from './local-time.ts';
import { quebecCalendar } from './quebec.ts';

const localOf = (calendar: Calendar, at: string) => toLocal(calendar, Temporal.Instant.from(at));

/** Whether people are at work at that moment; the opening and the closing belong to the day. */
export const isWorking = (calendar: Calendar, at: string): boolean => {
  const local = localOf(calendar, at);
  return inWorkingHours(calendar, local).equals(local);
};

/** The day of that moment on the organisation's own clocks, as YYYY-MM-DD. */
export const dayOf = (calendar: Calendar, at: string): string => localOf(calendar, at).toPlainDate().toString();

/** The day of that moment on the clocks of Montréal. */
export const quebecDayOf = (at: string): string => dayOf(quebecCalendar, at);

/** The first opening of a working day strictly after that moment, in UTC. */
export const morningAfter = (calendar: Calendar, at: string): string => {
  const local = localOf(calendar, at);
  const day = local.toPlainDate();
  const opensLater = isWorkingDay(calendar, day) && Temporal.PlainTime.compare(local.toPlainTime(), calendar.opens) < 0;
  const next = opensLater ? day : adjacentWorkingDay(calendar, day, 1);
  return fromLocal(calendar, next.toPlainDateTime(calendar.opens));
};

/**
 * The morning in which to speak of something due: the opening of the day on which it falls due when that is still to come,
 * else the next morning. In UTC.
 */
export const morningOf = (calendar: Calendar, dueAt: string, now: string): string => {
  const day = localOf(calendar, dueAt).toPlainDate();
  const opening = fromLocal(calendar, day.toPlainDateTime(calendar.opens));
  return isWorkingDay(calendar, day) && Date.parse(opening) > Date.parse(now) ? opening : morningAfter(calendar, now);
};

/** An hour before the opening on the day of that moment: what comes then is counted in that morning's message, not in one of its own. */
export const beforeOpening = (calendar: Calendar, at: string): string => {
  const opening = localOf(calendar, at).toPlainDate().toPlainDateTime(calendar.opens);
  return fromLocal(calendar, opening.subtract({ hours: 1 }));
};

const minute = 60_000;

/** The end of the minute that runs: what is told at once to one person within it is one message. */
export const endOfMinute = (at: string): string =>
  new Date((Math.floor(Date.parse(at) / minute) + 1) * minute).toISOString();
