import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../api/problem.ts';
import { WriteRefusedError } from '../store/write-refused.ts';

const attempts = 8;
const longest = 400;

/**
 * Reads, decides and writes again, with full jitter, when somebody else wrote in between: every attempt decides on what
 * it has read itself.
 * @throws ProblemError `busy` when all attempts lose
 */
export const retrying = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let n = 1; n <= attempts; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WriteRefusedError)) throw error;
      if (n < attempts) await sleep(Math.random() * Math.min(longest, 10 * 2 ** n));
    }
  }
  throw new ProblemError('busy');
};
