import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

/** Codes of what is logged, once each; operators search for these. */
const codes = { 'function-failed': 'a function failed in a way that nobody expected' } as const;

export type LogFailure = (context: Context, error: unknown) => void;

/**
 * Makes the log of unexpected errors: an error's name and frames, never its message, a payload or a token. Messages may
 * quote what was being handled, and stacks begin with them.
 */
export const makeFailureLog = (): LogFailure => {
  const logger = new Logger({ serviceName: 'parcours' });
  return ({ awsRequestId, functionName }, error) => {
    const { name, stack = '' } = error instanceof Error ? error : new Error('not an error');
    const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
    logger.error(codes['function-failed'], {
      code: 'function-failed' satisfies keyof typeof codes,
      requestId: awsRequestId,
      function: functionName,
      errorName: name,
      frames,
    });
  };
};
