import { ProblemError } from '../../../shared/api/problem.ts';

/** The code that something was refused with; `undefined` when it was accepted. Any other error is passed on. */
export const refusal = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
};
