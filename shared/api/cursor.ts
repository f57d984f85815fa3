import * as z from 'zod';
import { ProblemError } from './problem.ts';
import type { Reply } from './route.ts';

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

/** The part of a list that a query asks for. @throws ProblemError `bad-cursor` */
export const windowOf = ({ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }) => ({
  after: cursor === undefined ? undefined : decodeCursor(cursor),
  limit,
});

/** One page of a list as an answer; `after` is where it goes on, `undefined` on the last page. */
export const pageReply = (items: readonly unknown[], after: string | undefined, beside: object = {}): Reply => ({
  status: 200,
  body: { items, ...beside, ...(after !== undefined && { next: encodeCursor(after) }) },
});
