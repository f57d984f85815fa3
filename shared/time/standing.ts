import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';

/** How a due time stands to now: past · later on the same day · within three days · beyond. */
export const standings = ['late', 'today', 'soon', 'ok'] as const;
export type Standing = (typeof standings)[number];

const soonDays = 3;

const dateOf = (moment: string, { zone }: Calendar): Temporal.PlainDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate();

/** How something due at `dueAt` stands now; both in ISO 8601. */
export const standingOf = (dueAt: string, now: string, calendar: Calendar): Standing => {
  if (Temporal.Instant.compare(Temporal.Instant.from(dueAt), Temporal.Instant.from(now)) < 0) return 'late';
  const { days } = dateOf(now, calendar).until(dateOf(dueAt, calendar), { largestUnit: 'day' });
  if (days === 0) return 'today';
  return days <= soonDays ? 'soon' : 'ok';
};
