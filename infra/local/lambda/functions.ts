import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock/clock.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { Outcome } from './invocation.ts';
import type { Invoker } from './invoker.ts';
import { checkedOutcome, checkEvent, checkRequest } from './payload-limits.ts';

/** The functions of the template. */
export type Functions = {
  /** Invokes and waits. `name` is a name, an ARN (with or without a qualifier) or a logical id. @throws AwsError when there is none, or too large an event */
  readonly invoke: (name: string, event: unknown) => Promise<Outcome>;
  /** Invokes and does not wait; a failure is tried again as often as the template says, one and two minutes later. @throws AwsError for too large an event */
  readonly invokeLater: (name: string, event: unknown) => void;
  readonly find: (name: string) => FunctionSpec | undefined;
};

type Deps = {
  readonly specs: readonly FunctionSpec[];
  readonly invoker: Pick<Invoker, 'invoke'>;
  readonly clock: Clock;
  /** Retries of asynchronous invocations by function name; Lambda's own default is 2. */
  readonly retries: ReadonlyMap<string, number>;
  readonly onError: (error: unknown) => void;
};

const namesOf = (spec: FunctionSpec): readonly string[] => [spec.name, spec.arn, spec.logicalId];

/** Finds functions by their names and has them run. */
export const makeFunctions = ({ specs, invoker, clock, retries, onError }: Deps): Functions => {
  const byName = new Map(specs.flatMap((spec) => namesOf(spec).map((name) => [name, spec] as const)));
  let attempts = 0;

  const find = (name: string): FunctionSpec | undefined => byName.get(name) ?? byName.get(name.replace(/:[^:]+$/, ''));

  const invoke = async (name: string, event: unknown): Promise<Outcome> => {
    const spec = find(name);
    if (!spec) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, { status: 404 });
    checkRequest(event);
    return clock.busy(invoker.invoke(spec, event).then(checkedOutcome));
  };

  const attempt = async (name: string, event: unknown, left: number, minutes: number): Promise<void> => {
    const outcome = await invoke(name, event);
    if (outcome.ok) return;
    onError(new Error(`${name} failed (${outcome.error.errorType}): ${outcome.error.errorMessage}`));
    if (left === 0) return;
    attempts += 1;
    clock.wakeAt('retry', `${name}/${attempts}`, clock.now() + minutes * 60_000, () =>
      attempt(name, event, left - 1, minutes + 1),
    );
  };

  return {
    find,
    invoke,
    invokeLater: (name, event) => {
      checkEvent(event);
      attempt(name, event, retries.get(find(name)?.name ?? '') ?? 2, 1).catch(onError);
    },
  };
};
