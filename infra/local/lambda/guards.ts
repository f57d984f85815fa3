import { invocations } from '../aws/caller.ts';

const asError = (reason: unknown, name: string): Error =>
  reason instanceof Error ? reason : Object.assign(new Error(String(reason)), { name });

const onRejection = (reason: unknown): void => {
  const invocation = invocations.getStore();
  // Not of a function: a defect of the process itself, which must not go on as if nothing were.
  if (!invocation) throw asError(reason, 'UnhandledPromiseRejection');
  invocation.fail(
    Object.assign(new Error(asError(reason, 'Error').message), { name: 'Runtime.UnhandledPromiseRejection' }),
  );
};

const onException = (error: Error): void => {
  const invocation = invocations.getStore();
  if (invocation) {
    invocation.fail(error);
    return;
  }
  process.stderr.write(`${error.stack ?? error.message}\n`);
  processExit(1);
};

const processExit = process.exit.bind(process);

const exitOfFunction = (code?: number | string | null): never => {
  const invocation = invocations.getStore();
  if (!invocation) return processExit(code);
  const status = String(code ?? process.exitCode ?? 0);
  const error = Object.assign(
    new Error(`RequestId: ${invocation.requestId} Error: Runtime exited with exit status ${status}`),
    { name: 'Runtime.ExitError' },
  );
  invocation.fail(error);
  throw error;
};

let holders = 0;

/**
 * Makes an unhandled rejection, an uncaught exception and `process.exit` of a function end that invocation and not the
 * process. Returns what undoes it; the last runtime of a process restores what Node does by itself.
 */
export const guardProcess = (): (() => void) => {
  holders += 1;
  if (holders === 1) {
    process.on('unhandledRejection', onRejection);
    process.on('uncaughtException', onException);
    process.exit = exitOfFunction;
  }
  return () => {
    holders -= 1;
    if (holders > 0) return;
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
    process.exit = processExit;
  };
};
