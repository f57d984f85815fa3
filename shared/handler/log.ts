import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Finding } from '../audit/finding.ts';
import type { NoteFailure } from '../cases/ports.ts';
import type { NoteUnreadable } from '../store/record-table.ts';
import { eventIds } from './event-ids.ts';

/** Codes of what is logged, once each; operators search for these. */
const codes = {
  'function-failed': 'a function failed in a way that nobody expected',
  unavailable: 'a request was answered “unavailable”: AWS did not answer, or asked for less; said once a minute',
  'sweep-failed': 'a sweep could not see to one thing; it went on with the others, and tries again',
  'row-unreadable': 'a row cannot be read, or only in part; everything else goes on, and somebody has to look at it',
  'not-as-written':
    'an event or a row is not as it was written; what is behind it is not believed, and somebody has to look',
  'debt-remains': 'an execution could not be told; the sweep will send it again',
} as const;
type Code = keyof typeof codes;

const newLogger = (): Logger => new Logger({ serviceName: 'parcours' });

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'not an error');

/** Where it was thrown: messages may quote what was being handled, and stacks begin with them. */
const framesOf = (error: unknown): readonly string[] => {
  const { stack = '' } = error instanceof Error ? error : new Error('not an error');
  return stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
};

/** Makes the log of messages to executions that failed: the error's name only. */
export const makeDebtLog = (): ((error: unknown) => void) => {
  const logger = newLogger();
  return (error) => {
    logger.warn(codes['debt-remains'], { code: 'debt-remains' satisfies Code, errorName: nameOf(error) });
  };
};

/** Makes the log of what a sweep passed over because it failed. */
export const makeSweepLog = (): NoteFailure => {
  const logger = newLogger();
  return (ids, error) => {
    const code = 'sweep-failed' satisfies Code;
    logger.error(codes[code], { code, ...ids, errorName: nameOf(error), frames: framesOf(error) });
  };
};

/** Makes the log of rows that cannot be read, or only in part: their kind and their case, never what they hold. */
export const makeUnreadableLog = (): NoteUnreadable => {
  const logger = newLogger();
  return (unreadable) => {
    const code = 'row-unreadable' satisfies Code;
    logger.error(codes[code], { code, ...unreadable });
  };
};

/** Makes the log of what an audit found: the place of the first bad event or row, and what is wrong, never what it holds. */
export const makeFindingLog = (): ((finding: Finding) => void) => {
  const logger = newLogger();
  return (finding) => {
    const code = 'not-as-written' satisfies Code;
    logger.error(codes[code], { code, ...finding });
  };
};

export type LogFailure = (context: Context, event: unknown, error: unknown) => void;

const writeFailure = (
  logger: Logger,
  code: Code,
  { awsRequestId, functionName }: Context,
  event: unknown,
  error: unknown,
): void => {
  logger.error(codes[code], {
    code,
    requestId: awsRequestId,
    function: functionName,
    ...eventIds(event),
    errorName: nameOf(error),
    frames: framesOf(error),
  });
};

/** Makes the log of unexpected errors: ids, an error's name and frames, never its message, a payload or a token. */
export const makeFailureLog = (): LogFailure => {
  const logger = newLogger();
  return (context, event, error) => {
    writeFailure(logger, 'function-failed', context, event, error);
  };
};

/** Milliseconds between two lines about AWS, whatever comes meanwhile. */
const betweenMs = 60_000;

/** Makes the log of requests that failed because AWS did: one line says as much as thousands. */
export const makeUnavailableLog = (): LogFailure => {
  const logger = newLogger();
  let nextAt = 0;
  return (context, event, error) => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + betweenMs;
    writeFailure(logger, 'unavailable', context, event, error);
  };
};
