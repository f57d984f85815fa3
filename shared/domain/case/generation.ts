import type { Case } from './case.ts';

/** Well before the limits of an execution: one year, and 25,000 events of which a visit takes about ten. */
const longest = 300 * 86_400_000;
const mostVisits = 1_500;

/** How many executions in a row may end by themselves before the case is left to an administrator. */
const mostRenewals = 3;

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeDigits = 10;

/** When a generation began, from its ULID. Milliseconds since the epoch. */
const beganAt = (generation: string): number =>
  Array.from(generation.slice(0, timeDigits)).reduce((time, digit) => time * digits.length + digits.indexOf(digit), 0);

/** When a case's generation has to give way to the next, in ISO 8601: now, when it has had its visits. */
export const rollsOverAt = ({ generation, firstVisit, step }: Case, now: string): string =>
  step.visit - firstVisit >= mostVisits ? now : new Date(beganAt(generation) + longest).toISOString();

/**
 * When the next generation of a case begins, for its ULID: after the one before, whatever the clocks of two machines say,
 * so that of two generations the younger one is known. ISO 8601.
 */
export const begins = ({ generation }: Case, now: string): string =>
  new Date(Math.max(Date.parse(now), beganAt(generation) + 1)).toISOString();

export const mayRenew = ({ renewals }: Case): boolean => renewals < mostRenewals;

/** The case in a new generation: visit, version, due dates and what is pending stay as they are. */
export const inGeneration = (found: Case, generation: string, now: string): Case => ({
  ...found,
  generation,
  firstVisit: found.step.visit,
  owed: { what: 'start', since: now },
});
