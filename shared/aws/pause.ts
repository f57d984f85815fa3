import { setTimeout as sleep } from 'node:timers/promises';

/** How often a call is tried that AWS has no room for. The waits between come to three and a half seconds at most. */
export const tries = 7;
const firstMs = 50;
const mostMs = 1_000;

/** Waits before another try, after so many. */
export type Pause = (tried: number) => Promise<void>;

/** Twice as long each time, with full jitter: whoever was refused together does not come back together. */
export const pauseWithJitter: Pause = async (tried) => {
  await sleep(Math.random() * Math.min(mostMs, firstMs * 2 ** tried));
};
