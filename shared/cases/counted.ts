import { ProblemError } from '../api/problem.ts';
import { retryAfterSecondsOf, type Use } from '../domain/team/allowance.ts';
import { WriteRefusedError } from '../store/write-refused.ts';

const usedUp = (use: Use, now: string): ProblemError =>
  new ProblemError('too-many-requests', undefined, retryAfterSecondsOf(use, now));

/** Refuses at once what an allowance has no room for. @throws ProblemError `too-many-requests` */
export const refuseUsedUp = (use: Use, used: number, now: string): void => {
  if (used >= use.most) throw usedUp(use, now);
};

/** Writes what counts against an allowance. @throws ProblemError `too-many-requests` when others used it up meanwhile */
export const counted = async <T>(use: Use, now: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (error instanceof WriteRefusedError && error.refused.includes('allowance')) throw usedUp(use, now);
    throw error;
  }
};
