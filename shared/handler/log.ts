import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

/** Codes of what is logged, once each; operators search for these. */
const codes = {
  'function-failed': 'a function failed in a way that nobody expected',
  'debt-remains': 'an execution could not be told; the sweep will send it again',
} as const;

const newLogger = (): Logger => new Logger({ serviceName: 'parcours' });

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'not an error');

/** Makes the log of messages to executions that failed: the error's name only. */
export const makeDebtLog = (): ((error: unknown) => void) => {
  const logger = newLogger();
  return (error) => {
    logger.warn(codes['debt-remains'], { code: 'debt-remains' satisfies keyof typeof codes, errorName: nameOf(error) });
  };
};

export type LogFailure = (context: Context, error: unknown) => void;

/**
 * Makes the log of unexpected errors: an error's name and frames, never its message, a payload or a token. Messages may
 * quote what was being handled, and stacks begin with them.
 */
export const makeFailureLog = (): LogFailure => {
  const logger = newLogger();
  return ({ awsRequestId, functionName }, error) => {
    const { stack = '' } = error instanceof Error ? error : new Error('not an error');
    const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
    logger.error(codes['function-failed'], {
      code: 'function-failed' satisfies keyof typeof codes,
      requestId: awsRequestId,
      function: functionName,
      errorName: nameOf(error),
      frames,
    });
  };
};
