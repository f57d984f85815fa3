import { ProblemError } from '../api/problem.ts';
import { WriteRefusedError } from '../store/write-refused.ts';

/** A colleague that is none is the caller's to correct, not a race to be run again. @throws ProblemError `unknown-colleague` */
export const colleagueRefused = (error: unknown): never => {
  const isRefused = error instanceof WriteRefusedError && error.refused.includes('colleague');
  throw isRefused ? new ProblemError('unknown-colleague') : error;
};
