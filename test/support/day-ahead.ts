import { Temporal } from 'temporal-polyfill';

/** The day, as YYYY-MM-DD, so many days after that of a moment on the clocks of Montréal. */
export const dayAhead = (now: string, days: number): string =>
  Temporal.Instant.from(now).toZonedDateTimeISO('America/Toronto').toPlainDate().add({ days }).toString();
