import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';

/** A moment as everything stores it: UTC, milliseconds, of fixed width so that it sorts as text. */
export const toIso = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });

/** What the clocks on the wall of that organisation show. */
export const toLocal = (calendar: Calendar, instant: Temporal.Instant): Temporal.PlainDateTime =>
  instant.toZonedDateTimeISO(calendar.zone).toPlainDateTime();

/** The moment, as it is stored, at which the clocks of that organisation show this. */
export const fromLocal = (calendar: Calendar, local: Temporal.PlainDateTime): string =>
  toIso(local.toZonedDateTime(calendar.zone).toInstant());
