import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Capability } from '../../shared/api/route.ts';
import { outputFolder } from '../build/build.ts';
import type { Machine } from './machine.ts';

/** What functions can be given to reach. */
export type Resources = { readonly record: Table; readonly identity: Table; readonly machines: readonly Machine[] };

type Grant = {
  readonly environment: (resources: Resources, construct: Construct) => Readonly<Record<string, string>>;
  readonly statements: (resources: Resources) => readonly PolicyStatement[];
};

const allow = (actions: readonly string[], resources: readonly string[]) =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });

const onKey = ({ encryptionKey }: Table, actions: readonly string[]) =>
  encryptionKey ? [allow(actions, [encryptionKey.keyArn])] : [];

const recordTable = ({ record }: Resources) => ({ RECORD_TABLE: record.tableName });
const identityTable = ({ identity }: Resources) => ({ IDENTITY_TABLE: identity.tableName });

const stateMachines: Grant['environment'] = ({ machines }, construct) => ({
  STATE_MACHINES: Stack.of(construct).toJsonString(
    Object.fromEntries(machines.map(({ name, aliasArn }) => [name, aliasArn])),
  ),
});

/** What each capability comes to: variables and statements, no more than the calls that the code makes. */
const grants: Readonly<Record<Capability, Grant>> = {
  'record-read': {
    environment: recordTable,
    statements: ({ record }) => [
      allow(['dynamodb:BatchGetItem', 'dynamodb:Query'], [record.tableArn, `${record.tableArn}/index/*`]),
      ...onKey(record, ['kms:Decrypt']),
    ],
  },
  'record-write': {
    environment: recordTable,
    statements: ({ record }) => [
      allow(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], [record.tableArn]),
      ...onKey(record, ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
  },
  'identity-read': {
    environment: identityTable,
    statements: ({ identity }) => [
      allow(['dynamodb:GetItem'], [identity.tableArn]),
      ...onKey(identity, ['kms:Decrypt']),
    ],
  },
  'identity-write': {
    environment: identityTable,
    statements: ({ identity }) => [
      allow(['dynamodb:PutItem'], [identity.tableArn]),
      ...onKey(identity, ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
  },
  'executions-look': {
    environment: stateMachines,
    statements: ({ machines }) => [
      allow(
        ['states:DescribeExecution'],
        machines.map(({ executionArns }) => executionArns),
      ),
    ],
  },
  'executions-start': {
    environment: stateMachines,
    statements: ({ machines }) => [
      // Started by its alias, allowed by its machine: https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
      allow(
        ['states:StartExecution'],
        machines.map(({ machineArn }) => machineArn),
      ),
    ],
  },
  'executions-answer': {
    environment: () => ({}),
    statements: ({ machines }) => [
      allow(
        ['states:SendTaskSuccess'],
        machines.map(({ machineArn }) => machineArn),
      ),
    ],
  },
};

type Properties = {
  /** Folder below `functions`. */
  readonly folder: string;
  readonly uses: readonly Capability[];
  readonly resources: Resources;
  /** Seconds. */
  readonly timeout: number;
};

/** A function of ours: built by the one esbuild pass, with the variables and grants of its capabilities and no others. */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { folder, uses, resources, timeout }: Properties) {
    const environment = Object.assign({}, ...uses.map((use) => grants[use].environment(resources, scope))) as object;
    super(scope, id, {
      code: Code.fromAsset(outputFolder),
      handler: `${folder}/handler.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(timeout),
      tracing: Tracing.ACTIVE,
      environment: { ...environment },
      logGroup: new LogGroup(scope, `${id}Logs`, {
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    for (const use of uses) for (const statement of grants[use].statements(resources)) this.addToRolePolicy(statement);
  }
}
