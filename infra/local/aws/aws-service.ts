import type { Caller } from './caller.ts';

/** One operation of an AWS service: the parsed JSON request in, the JSON answer out. @throws AwsError */
export type Operation = (input: Readonly<Record<string, unknown>>, caller?: Caller) => Promise<object>;

/** A service of the embedded runtime. `target` is the part of `X-Amz-Target` before the dot. */
export type AwsService = {
  readonly target: string;
  /** Version of the JSON protocol, as in `application/x-amz-json-1.0`. */
  readonly jsonVersion: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, Operation>>;
};
