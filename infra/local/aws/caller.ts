import { AsyncLocalStorage } from 'node:async_hooks';

/** A function on whose behalf AWS is called. Nobody, where there is none: the runtime itself or an operator, who may do all. */
export type Caller = { readonly functionName: string; readonly roleArn: string };

/** How AWS names a function that acts in its role. */
export const sessionArnOf = ({ roleArn, functionName }: Caller): string =>
  `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${functionName}`;

/** One invocation of a function in this process. */
export type Invocation = Caller & {
  readonly requestId: string;
  /** True once the invocation is over its time or has failed: its later calls are refused. */
  readonly isFenced: () => boolean;
  /** Ends the invocation with an error that no one else catches. */
  readonly fail: (error: Error) => void;
};

/**
 * The invocation that code runs in. It ends where a function calls AWS: from there on the caller goes along with the
 * request, and what a service does on and on, timers above all, is nobody's invocation.
 */
export const invocations = new AsyncLocalStorage<Invocation | undefined>();
