/** How often a message is handed to the provider before it is given up. */
export const mostAttempts = 6;

const shortest = 5 * 60_000;
const longest = 4 * 3_600_000;

/**
 * How long to wait after the failed attempt numbered `attempts`, in milliseconds: from 5 minutes, doubling, with up to half as
 * much again by chance so that many failures do not come back together, and never over 4 hours.
 *
 * @param random from 0 to 1
 */
export const waitAfter = (attempts: number, random: number): number =>
  Math.min(longest, Math.round(shortest * 2 ** (attempts - 1) * (1 + random / 2)));
