import type { FromSandbox, LambdaError, ToSandbox } from './protocol.ts';

// The main module of a function's own process: what Lambda's runtime for Node 24 does, as far as functions can tell. It
// knows nothing of ours; the handler is imported as it is deployed, in the environment that it has there.

type Handler = (event: unknown, context: object) => unknown;

const tell = (message: FromSandbox): void => {
  process.send?.(message);
};

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const errorOf = (thrown: unknown): LambdaError =>
  thrown instanceof Error
    ? { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') }
    : { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };

const end = (thrown: unknown): void => {
  tell({ kind: 'failed', error: errorOf(thrown) });
  process.disconnect();
  process.exit(129);
};
process.on('uncaughtException', end);
process.on('unhandledRejection', (reason) => {
  end(named('Runtime.UnhandledPromiseRejection', reason instanceof Error ? reason.message : String(reason)));
});

// A function logs frames and no messages, since those may quote a person. Here everybody is invented, and who reads why
// the tier failed wants the message: it is one more frame.
Error.prepareStackTrace = (error, frames) =>
  [String(error), ...frames.map(String), `(${error.message})`].join('\n    at ');

/** Tells each read of a variable that is not of this function: it would be undefined on AWS, and found by nobody. */
const watchEnvironment = (foreign: readonly string[]): void => {
  const names = new Set(foreign);
  const seen = (name: string | symbol): void => {
    if (typeof name === 'string' && names.has(name)) tell({ kind: 'foreign', name });
  };
  process.env = new Proxy(process.env, {
    get: (target, name) => {
      seen(name);
      return Reflect.get(target, name) as unknown;
    },
    // Said because an environment takes nothing from a proxy otherwise.
    set: (target, name, value) => Reflect.set(target, name, value),
    has: (target, name) => {
      seen(name);
      return Reflect.has(target, name);
    },
  });
};

const importHandler = async (url: string, member: string): Promise<Handler> => {
  const { [member]: found } = (await import(url)) as Readonly<Record<string, unknown>>;
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${process.env['_HANDLER'] ?? member} is undefined or not exported`);
  }
  if (found.length > 2) {
    throw named('Runtime.CallbackHandlerDeprecated', 'Node.js 24 on Lambda calls no handler with a callback');
  }
  return found as Handler;
};

let handler: Handler | undefined;

const begin = async ({ url, member, foreign }: Extract<ToSandbox, { kind: 'begin' }>): Promise<void> => {
  watchEnvironment(foreign);
  try {
    handler = await importHandler(url, member);
    tell({ kind: 'begun' });
  } catch (error) {
    end(error);
  }
};

const invoke = async ({ event, deadline, traceId, context }: Extract<ToSandbox, { kind: 'invoke' }>): Promise<void> => {
  process.env['_X_AMZN_TRACE_ID'] = traceId;
  const left = { getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  try {
    const result = await handler?.(JSON.parse(event), { ...context, ...left });
    tell({ kind: 'answered', payload: JSON.stringify(result ?? null) });
  } catch (error) {
    tell({ kind: 'failed', error: errorOf(error) });
  }
};

process.on('message', (message: ToSandbox) => {
  void (message.kind === 'begin' ? begin(message) : invoke(message));
});
process.on('disconnect', () => process.exit(0));
