import { Stack, type StackProps } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { manifest, type Entry } from '../../functions/manifest.ts';
import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import { compileToAsl } from '../../workflows/compile/compile-to-asl.ts';
import { accept } from '../constructs/accept.ts';
import { addSchedule } from '../constructs/schedule.ts';
import { keep } from '../constructs/keep.ts';
import { alias, machineFor, type Machine } from '../constructs/machine.ts';
import type { Resources } from '../constructs/grants.ts';
import { ServiceFunction } from '../constructs/service-function.ts';

type Properties = StackProps & {
  readonly data: Omit<Resources, 'machines'>;
  readonly pathways: readonly Pathway[];
};

const mayInvoke = (functionArn: string) =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: ['lambda:InvokeFunction'], resources: [functionArn] });

/** What moves cases: one state machine per published pathway version, the functions that they call, and the sweeps. */
export class EngineStack extends Stack {
  readonly machines: readonly Machine[];

  constructor(scope: Construct, id: string, { data, pathways, ...props }: Properties) {
    super(scope, id, props);
    this.machines = pathways.map((pathway) => machineFor(this, pathway));
    const resources: Resources = { ...data, machines: this.machines };
    const make = (name: string, { folder, uses, timeout }: Entry, again: { readonly retryAttempts?: number } = {}) =>
      new ServiceFunction(this, name, { folder, uses, timeout, resources, ...again });
    const openStep = make('OpenStep', manifest.openStep);
    const closeCase = make('CloseCase', manifest.closeCase);
    // The next tick is the retry of a sweep.
    const sweep = make('PayDebts', manifest.payDebts, { retryAttempts: 0 });
    addSchedule(this, 'PayDebts', sweep, manifest.payDebts.schedule);
    const ring = make('RingTimers', manifest.ringTimers, { retryAttempts: 0 });
    addSchedule(this, 'RingTimers', ring, manifest.ringTimers.schedule);

    this.#addStatusRule(make('ExecutionStatus', manifest.noteEndedExecution, { retryAttempts: 2 }));

    const logs = new LogGroup(this, 'Executions', {
      logGroupName: '/aws/vendedlogs/states/parcours',
      retention: RetentionDays.THREE_MONTHS,
    });
    for (const pathway of pathways) {
      const { name, stateMachineName } = machineFor(this, pathway);
      const machine = new StateMachine(this, `Machine-${name}`, {
        stateMachineName,
        definitionBody: DefinitionBody.fromString(JSON.stringify(compileToAsl(pathway))),
        definitionSubstitutions: {
          OpenStepFunctionArn: openStep.functionArn,
          CloseCaseFunctionArn: closeCase.functionArn,
        },
        // Opaque ids and codes are all there is, and even these stay out of the log.
        logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
        tracingEnabled: true,
      });
      this.#allowTasks(machine, [openStep, closeCase]);
      this.#publish(name, machine);
      keep(machine);
    }
    // An older commit that is deployed again knows fewer versions: cases that are open on the others go on meanwhile.
    keep(...openStep.parts, ...closeCase.parts, logs);
  }

  #allowTasks(machine: StateMachine, tasks: readonly ServiceFunction[]): void {
    for (const { functionArn } of tasks) machine.addToRolePolicy(mayInvoke(functionArn));
    const reason =
      'Log delivery and X-Ray have no resources to name: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy';
    accept(machine.role, 'AwsSolutions-IAM5[Resource::*]', reason);
  }

  /** A version for each definition that was ever deployed, and the alias that new executions use. */
  #publish(name: string, machine: StateMachine): void {
    const version = new CfnStateMachineVersion(this, `Version-${name}`, {
      stateMachineArn: machine.stateMachineArn,
      stateMachineRevisionId: machine.stateMachineRevisionId,
    });
    keep(version);
    new CfnStateMachineAlias(this, `Alias-${name}`, {
      name: alias,
      routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
    });
  }

  /** An execution that stops while its case goes on is noted at once; what this misses is found once something is owed. */
  #addStatusRule(target: ServiceFunction): void {
    new Rule(this, 'ExecutionEnded', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: this.machines.map(({ machineArn }) => machineArn),
        },
      },
      targets: [new LambdaFunction(target, { retryAttempts: 4 })],
    });
  }
}
