import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import type { Arns } from '../arn.ts';
import type { Engine } from '../engine/engine.ts';
import { redriven, stopped } from '../engine/stimuli.ts';
import { isTooLarge } from '../json.ts';
import type { Machines } from '../machines.ts';
import type { ExecutionRecord, ExecutionStore } from '../store/executions.ts';
import { checkName, operation, page, paging, seconds, withValues } from './request.ts';

export type ExecutionOperationsOptions = {
  readonly machines: Machines;
  readonly executions: ExecutionStore;
  readonly engine: Engine;
  readonly arns: Arns;
  readonly now: () => number;
};

const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
const byArn = z.object({ executionArn: z.string() });
const listRequest = z.object({ stateMachineArn: z.string(), statusFilter: status.optional(), ...paging });
const stopRequest = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
  traceHeader: z.string().optional(),
});

/** The execution that an ARN names. @throws AwsError InvalidArn, ExecutionDoesNotExist */
export const makeFindExecution =
  ({ executions, arns }: Pick<ExecutionOperationsOptions, 'executions' | 'arns'>) =>
  (executionArn: string): ExecutionRecord => {
    const parsed = arns.parseExecution(executionArn);
    if (!parsed) throw new AwsError('InvalidArn', `Invalid Arn: '${executionArn}'`);
    const record = executions.named(parsed.machine, parsed.name);
    if (!record) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return record;
  };

const checkInput = (input: string): void => {
  if (isTooLarge(input))
    throw new AwsError(
      'InvalidExecutionInput',
      'Invalid State Machine Execution Input: it is larger than 262144 bytes',
    );
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${(error as Error).message}'`);
  }
};

/** Operations on executions. */
export const executionOperations = ({ machines, executions, engine, arns, now }: ExecutionOperationsOptions) => {
  const find = makeFindExecution({ executions, arns });

  const describe = (record: ExecutionRecord) => ({
    executionArn: arns.execution(record.machine, record.name),
    stateMachineArn: arns.machine(record.machine),
    name: record.name,
    status: record.status,
    startDate: seconds(record.started),
    stopDate: record.stopped === null ? undefined : seconds(record.stopped),
    stateMachineVersionArn: record.version,
    stateMachineAliasArn: record.alias,
    redriveCount: record.redrives,
    redriveDate: record.redriven === null ? undefined : seconds(record.redriven),
  });

  /** What stands in the way of a name, read inside the commit that would take it. */
  const nameTaken = (machine: string, name: string, input: string) => (): ExecutionRecord | undefined => {
    const found = executions.named(machine, name);
    if (!found || (found.status === 'RUNNING' && found.input === input)) return found;
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arns.execution(machine, name)}'`);
  };

  return {
    StartExecution: operation(startRequest, async ({ stateMachineArn, name = randomUUID(), input }) => {
      checkName(name);
      const { machine, revision, version, alias } = machines.resolve(stateMachineArn);
      checkInput(input);
      const taken = nameTaken(machine.name, name, input);
      const machineArn = arns.machine(machine.name);
      const beginning = {
        machine: machine.name,
        name,
        revision,
        version: version ? arns.qualified(machineArn, version.number) : null,
        alias: alias ? arns.qualified(machineArn, alias.name) : null,
        input,
      };
      const record = taken() ?? (await engine.start(beginning, taken));
      return { executionArn: arns.execution(machine.name, name), startDate: seconds(record.started) };
    }),
    StopExecution: operation(stopRequest, async ({ executionArn, error = null, cause = null }) => {
      const { id } = find(executionArn);
      await engine.transition(id, stopped(error, cause));
      return { stopDate: seconds(find(executionArn).stopped ?? now()) };
    }),
    RedriveExecution: operation(byArn, async ({ executionArn }) => {
      const { id } = find(executionArn);
      await engine.transition(id, redriven);
      return { redriveDate: seconds(find(executionArn).redriven ?? now()) };
    }),
    DescribeExecution: operation(byArn, ({ executionArn }) => {
      const record = find(executionArn);
      const redrivable = !['RUNNING', 'SUCCEEDED'].includes(record.status);
      return withValues({
        ...describe(record),
        input: record.input,
        inputDetails: { included: true },
        output: record.output,
        outputDetails: record.output === null ? undefined : { included: true },
        error: record.error,
        cause: record.cause,
        redriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
        redriveStatusReason: redrivable ? undefined : `Execution is ${record.status} and cannot be redriven`,
      });
    }),
    DescribeStateMachineForExecution: operation(byArn, ({ executionArn }) => {
      const record = find(executionArn);
      const { definition, role, key, created } = machines.revisionRecord(record.revision);
      return {
        stateMachineArn: arns.machine(record.machine),
        name: record.machine,
        definition,
        roleArn: role,
        updateDate: seconds(created),
        revisionId: key,
      };
    }),
    ListExecutions: operation(listRequest, (request) => {
      const { machine } = machines.resolve(request.stateMachineArn);
      const { qualifier } = arns.parseMachine(request.stateMachineArn) ?? {};
      const isVersion = qualifier !== undefined && /^\d+$/.test(qualifier);
      const { items, ...next } = page(
        request,
        z.int(),
        Number.MAX_SAFE_INTEGER,
        (before, limit) =>
          executions.list({
            machine: machine.name,
            status: request.statusFilter,
            version: isVersion ? request.stateMachineArn : undefined,
            alias: qualifier !== undefined && !isVersion ? request.stateMachineArn : undefined,
            before,
            limit,
          }),
        ({ id }) => id,
      );
      return { executions: items.map((record) => withValues(describe(record))), ...next };
    }),
  };
};
