import type { DatabaseSync } from 'node:sqlite';

import type { AwsService, Operation } from '../aws/aws-service.ts';
import type { Clock } from '../clock/clock.ts';
import type { Turns } from '../sqlite/group-commit.ts';
import { makeArns } from './arn.ts';
import { makeEngine } from './engine/engine.ts';
import { callFunction } from './lambda.ts';
import type { Invoke } from './lambda.ts';
import { makeMachines } from './machines.ts';
import type { AliasSpec, MachineSpec } from './machines.ts';
import { callbackOperations } from './operations/callback-operations.ts';
import { executionOperations, makeFindExecution } from './operations/execution-operations.ts';
import { historyOperation } from './operations/history-operation.ts';
import { machineOperations } from './operations/machine-operations.ts';
import { versionOperations } from './operations/version-operations.ts';
import { statusChangeOf } from './status-change.ts';
import type { ExecutionStatusChange } from './status-change.ts';
import { makeExecutionStore } from './store/executions.ts';
import { makeMachineStore } from './store/machines.ts';
import { createTables } from './store/schema.ts';

export type { LambdaAnswer } from './lambda.ts';
export type { ExecutionStatusChange } from './status-change.ts';

export type StatesOptions = {
  readonly db: DatabaseSync;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly invoke: Invoke;
  /** Told after the commit of each change of an execution's status. */
  readonly onStatusChange?: (detail: ExecutionStatusChange) => void;
  /** Told of work inside the engine that failed, such as a commit on a full disk; it is tried again. */
  readonly onError?: (error: unknown) => void;
  /** At least 0 and below 1: jitter and weighted aliases. */
  readonly random?: () => number;
};

/** The embedded AWS Step Functions: its JSON protocol, and what the runtime needs to build machines from a template. */
export type States = AwsService & {
  /** Creates or updates a state machine: a new revision only when it changed; running executions keep theirs. */
  readonly ensureStateMachine: (spec: MachineSpec) => Promise<{ readonly arn: string }>;
  /** Publishes the current revision, once. */
  readonly ensureVersion: (spec: {
    readonly stateMachineArn: string;
    readonly description?: string | undefined;
  }) => Promise<{ readonly arn: string }>;
  readonly ensureAlias: (spec: AliasSpec) => Promise<{ readonly arn: string }>;
  /** Takes up everything that was under way when the process stopped. */
  readonly resume: () => Promise<void>;
  /** Ends the commits under way and arms nothing more; functions still running are called again after a restart. */
  readonly stop: () => Promise<void>;
};

/** The definitions' own clock and randomness are injected; everything durable is in `db`. */
export const makeStates = (options: StatesOptions): States => {
  const {
    db,
    turns,
    clock,
    region,
    account,
    invoke,
    onStatusChange,
    onError = () => {},
    random = Math.random,
  } = options;
  createTables(db);
  const arns = makeArns({ region, account });
  const executions = makeExecutionStore(db);
  const store = makeMachineStore(db);
  const { now } = clock;
  const machines = makeMachines({ store, turns, clock, arns, random });
  const engine = makeEngine({
    store: executions,
    turns,
    clock,
    revision: machines.revision,
    invoke: callFunction(invoke),
    onError,
    onStatus: (record) => onStatusChange?.(statusChangeOf(record, arns)),
    surroundings: {
      now,
      random,
      region,
      executionArn: ({ machine, name }) => arns.execution(machine, name),
      machineArn: ({ machine }) => arns.machine(machine),
    },
  });
  const operations: Readonly<Record<string, Operation>> = {
    ...machineOperations({ machines, store, arns, now }),
    ...versionOperations({ machines, store, arns }),
    ...executionOperations({ machines, executions, engine, arns, now }),
    ...callbackOperations(engine),
    GetExecutionHistory: historyOperation(executions, makeFindExecution({ executions, arns })),
  };
  const busily =
    (run: Operation): Operation =>
    (input) =>
      clock.busy(run(input));

  return {
    target: 'AWSStepFunctions',
    jsonVersion: '1.0',
    operations: Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, busily(run)])),
    ensureStateMachine: async (spec) => ({ arn: arns.machine((await machines.put(spec)).name) }),
    ensureVersion: async ({ stateMachineArn, description }) => {
      const { number } = await machines.publish(stateMachineArn, description);
      return { arn: arns.qualified(stateMachineArn, number) };
    },
    ensureAlias: async (spec) => {
      const { name } = await machines.putAlias(spec);
      return { arn: arns.qualified(spec.stateMachineArn, name) };
    },
    resume: () => clock.busy(engine.resume()),
    stop: engine.stop,
  };
};
