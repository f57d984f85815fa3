import type { Witness } from '../../infra/local/aws/witness.ts';

/** Calls of one operation by one function. */
export type Calls = {
  /** By the function's construct, such as `Completion`; empty for the runtime itself. */
  readonly by: string;
  readonly operation: string;
  readonly count: number;
  /** DynamoDB's capacity units. */
  readonly units: number;
};

/** What a runtime has done since it started. A commit is one fsync of the log. */
export type Tally = { readonly commits: number; readonly calls: readonly Calls[] };

/** A function's name without its stack and the digests that the CDK and the runtime put behind it. */
const constructOf = (functionName: string): string => /(\w+)[0-9A-F]{8}-\w+$/.exec(functionName)?.[1] ?? functionName;

/** Counts what a runtime tells. */
export const makeTally = (): { readonly witness: Witness; readonly read: () => Tally } => {
  const calls = new Map<string, Calls>();
  let commits = 0;
  return {
    witness: {
      called: ({ operation, functionName = '', units }) => {
        const key = `${functionName} ${operation}`;
        const before = calls.get(key) ?? { by: constructOf(functionName), operation, count: 0, units: 0 };
        calls.set(key, { ...before, count: before.count + 1, units: before.units + units });
      },
      synced: () => {
        commits += 1;
      },
    },
    read: () => ({ commits, calls: [...calls.values()] }),
  };
};

/** What was done from one tally to a later one. */
export const between = (before: Tally, after: Tally): Tally => {
  const earlier = new Map(before.calls.map((one) => [`${one.by} ${one.operation}`, one]));
  return {
    commits: after.commits - before.commits,
    calls: after.calls.flatMap((one) => {
      const { count = 0, units = 0 } = earlier.get(`${one.by} ${one.operation}`) ?? {};
      return one.count === count ? [] : [{ ...one, count: one.count - count, units: one.units - units }];
    }),
  };
};
