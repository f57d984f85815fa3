import { Temporal } from 'temporal-polyfill';

/**
 * Reads an ISO 8601 duration such as `P3D`, `PT90M` or `P1M`, months and years as they fall from `from`.
 * @returns milliseconds; undefined when it is none, or goes back.
 */
export const parseDuration = (text: string, from: number): number | undefined => {
  try {
    const duration = Temporal.Duration.from(text);
    const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('UTC');
    return duration.sign < 0 ? undefined : start.add(duration).epochMilliseconds - from;
  } catch {
    return undefined;
  }
};
