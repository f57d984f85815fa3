import { Temporal } from 'temporal-polyfill';

/** An ordinary Tuesday morning in Montréal. */
const ordinary = '2026-11-17T10:00-05:00';

/**
 * The instant at which the clock of every system under test begins, in milliseconds since the epoch: `TEST_NOW`, or an
 * ordinary morning. Never the real time, so that a test passes tomorrow as it does today.
 * @throws Error that says how to write one
 */
export const testNow = (text = process.env['TEST_NOW'] ?? ordinary): number => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new Error(`TEST_NOW=${text} is not an instant: write ISO 8601 with an offset or Z, such as ${ordinary}`);
  }
};
