import { AsyncLocalStorage } from 'node:async_hooks';

/** The invocation of a function on whose behalf code runs. */
export type Caller = {
  readonly functionName: string;
  readonly roleArn: string;
  readonly requestId: string;
  /** True once the invocation is over its time or has failed: its later calls are refused. */
  readonly isFenced: () => boolean;
  /** Ends the invocation with an error that no one else catches. */
  readonly fail: (error: Error) => void;
};

/** Who calls: a function's invocation, or nobody for the runtime itself and for outside clients. */
export const callers = new AsyncLocalStorage<Caller | undefined>();
