const dayMs = 86_400_000;

/** A day, or a moment in UTC, so many days later; earlier when negative. */
export const daysFrom = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * dayMs).toISOString().slice(0, from.length);
