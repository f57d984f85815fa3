import * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';

/** An operation whose request is checked first. @throws AwsError ValidationException */
export const operation =
  <S extends z.ZodObject>(schema: S, run: (request: z.output<S>) => object | Promise<object>): Operation =>
  async (input) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parsed.data);
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at '${field}' is not valid: ${issue?.message ?? ''}`,
    );
  };

/** The wire's time: seconds since the epoch. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;

/** Keeps the members that have a value. */
export const withValues = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

export const paging = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().min(1).optional() };

/** A page of what `rows` gives; `rows` is asked for one more than the page holds. @throws AwsError InvalidToken */
export const page = <T, C>(
  request: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  cursor: z.ZodType<C>,
  first: C,
  rows: (from: C, limit: number) => readonly T[],
  cursorAfter: (last: T) => C,
): { readonly items: readonly T[]; readonly nextToken?: string } => {
  const limit = request.maxResults === undefined || request.maxResults === 0 ? 100 : request.maxResults;
  const found = rows(request.nextToken === undefined ? first : readCursor(request.nextToken, cursor), limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, nextToken: Buffer.from(JSON.stringify(cursorAfter(last))).toString('base64url') };
};

const readCursor = <C>(token: string, cursor: z.ZodType<C>): C => {
  try {
    return cursor.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  }
};

/** Names of machines and executions. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const checkName = (name: string): void => {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/u.test(name)) return;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
};
