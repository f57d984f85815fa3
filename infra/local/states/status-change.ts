import type { Arns } from './arn.ts';
import type { ExecutionRecord, ExecutionStatus } from './store/executions.ts';

/** `detail` of the EventBridge event "Step Functions Execution Status Change"; times in milliseconds since the epoch. */
export type ExecutionStatusChange = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn: string | null;
  readonly stateMachineAliasArn: string | null;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string;
  readonly inputDetails: { readonly included: boolean };
  readonly output: string | null;
  readonly outputDetails: { readonly included: boolean } | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly redriveCount: number;
  readonly redriveDate: number | null;
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  readonly redriveStatusReason: string | null;
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export const statusChangeOf = (record: ExecutionRecord, arns: Arns): ExecutionStatusChange => {
  const redrivable = record.status !== 'RUNNING' && record.status !== 'SUCCEEDED';
  return {
    executionArn: arns.execution(record.machine, record.name),
    stateMachineArn: arns.machine(record.machine),
    stateMachineVersionArn: record.version,
    stateMachineAliasArn: record.alias,
    name: record.name,
    status: record.status,
    startDate: record.started,
    stopDate: record.stopped,
    input: record.input,
    inputDetails: { included: true },
    output: record.output,
    outputDetails: record.output === null ? null : { included: true },
    error: record.error,
    cause: record.cause,
    redriveCount: record.redrives,
    redriveDate: record.redriven,
    redriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: redrivable ? null : `Execution is ${record.status} and cannot be redriven`,
  };
};
