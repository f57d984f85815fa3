import middy from '@middy/core';
import type * as z from 'zod';
import { makeFailureLog, type LogFailure } from './log.ts';

/**
 * An error as a state machine may see it: a code, without message or stack. Executions keep causes in a history that
 * cannot be erased selectively.
 */
class TaskError extends Error {
  constructor(code: string) {
    super('');
    this.name = code;
    this.stack = '';
  }
}

const codesOnly = (logFailure: LogFailure): middy.MiddlewareObj<unknown, object> => ({
  onError: ({ error, event, context }) => {
    if (!error) return;
    logFailure(context, event, error);
    throw new TaskError(error.name);
  },
});

/** The one middy stack of the functions that state machines and schedules call. */
export const taskHandler = <S extends z.ZodType>(schema: S, run: (input: z.output<S>) => Promise<object>) =>
  middy<unknown, object>()
    .use(codesOnly(makeFailureLog()))
    .handler(async (event) => run(schema.parse(event)));
