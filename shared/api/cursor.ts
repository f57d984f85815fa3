import * as z from 'zod';
import { ProblemError } from './problem.ts';

const cursorSchema = z.object({ after: z.string().max(512) });

/** An opaque place in a list; holds ids and dates only. */
export const encodeCursor = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

/** @throws ProblemError `bad-cursor` */
export const decodeCursor = (cursor: string): string => {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).after;
  } catch {
    throw new ProblemError('bad-cursor');
  }
};
