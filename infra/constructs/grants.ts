import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Capability } from '../../shared/api/route.ts';
import { indexes } from '../../shared/store/keys.ts';
import type { Machine } from './machine.ts';
import type { Mail } from './mail.ts';

/** A table that functions of several stacks reach. */
export type SharedTable = {
  readonly name: string;
  readonly arn: string;
  /** The key that encrypts it. */
  readonly keyArn: string;
};

/** What functions can be given to reach. */
export type Resources = {
  readonly record: SharedTable;
  readonly identity: SharedTable;
  readonly keys: SharedTable;
  /** Wraps the youths' keys. */
  readonly youthKeyArn: string;
  /** Wraps the teams' keys. */
  readonly teamKeyArn: string;
  /** Authenticates rows. */
  readonly rowKeyArn: string;
  readonly machines: readonly Machine[];
  /** Only where messages are sent from. */
  readonly mail?: Mail;
};

type Grant = {
  readonly environment: (resources: Resources, construct: Construct) => Readonly<Record<string, string>>;
  readonly statements: (resources: Resources) => readonly PolicyStatement[];
};

const allow = (actions: readonly string[], resources: readonly string[]) =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });

/**
 * Calls on a table, or on what is below it. DynamoDB unwraps the table's key in the name of the caller, reading or
 * writing: https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
const onTable = ({ arn, keyArn }: SharedTable, action: string, below = ''): readonly PolicyStatement[] => [
  allow([`dynamodb:${action}`], [`${arn}${below}`]),
  allow(['kms:Decrypt'], [keyArn]),
];

const onRecord = (action: string, below?: string): Grant => ({
  environment: ({ record }) => ({ RECORD_TABLE: record.name }),
  statements: ({ record }) => onTable(record, action, below),
});

const onIdentity = (action: string): Grant => ({
  environment: ({ identity }) => ({ IDENTITY_TABLE: identity.name }),
  statements: ({ identity }) => onTable(identity, action),
});

/** Puts, and the key by which the rows that are put are authenticated. */
const authenticating = ({ environment, statements }: Grant): Grant => ({
  environment: (resources, construct) => ({ ...environment(resources, construct), ROW_KEY_ARN: resources.rowKeyArn }),
  statements: (resources) => [...statements(resources), allow(['kms:GenerateMac'], [resources.rowKeyArn])],
});

const keysTable: Grant['environment'] = ({ keys }) => ({ KEYS_TABLE: keys.name });
const teamKeys: Grant['environment'] = ({ keys, teamKeyArn }) => ({ KEYS_TABLE: keys.name, TEAM_KEY_ARN: teamKeyArn });

const byIndex = ({ name }: { readonly name: string }): Grant => onRecord('Query', `/index/${name}`);

const stateMachines: Grant['environment'] = ({ machines }, construct) => ({
  STATE_MACHINES: Stack.of(construct).toJsonString(
    Object.fromEntries(machines.map(({ name, aliasArn }) => [name, aliasArn])),
  ),
});

const onMachines = (action: string, arnOf: (machine: Machine) => string): Grant['statements'] => {
  return ({ machines }) => [allow([`states:${action}`], machines.map(arnOf))];
};

/** @throws Error where a function wants to send mail in a stack that gives it none to send */
const mailOf = ({ mail }: Resources): Mail => {
  if (!mail) throw new Error('mail-send: messages are sent from the mail stack only');
  return mail;
};

/** What each capability comes to: variables, and one statement for each call that the code makes. */
export const grants: Readonly<Record<Capability, Grant>> = {
  'record-read': onRecord('BatchGetItem'),
  'record-query': onRecord('Query'),
  'record-by-worker': byIndex(indexes.worker),
  'record-by-organisation': byIndex(indexes.organisation),
  'record-by-attention': byIndex(indexes.attention),
  'record-write': authenticating(onRecord('PutItem')),
  'record-check': onRecord('ConditionCheckItem'),
  'record-count': onRecord('UpdateItem'),
  'identity-read': onIdentity('BatchGetItem'),
  'identity-write': authenticating(onIdentity('PutItem')),
  'youth-keys-use': {
    environment: keysTable,
    statements: ({ keys, youthKeyArn }) => [...onTable(keys, 'GetItem'), allow(['kms:Decrypt'], [youthKeyArn])],
  },
  'youth-keys-make': {
    environment: (resources, construct) => ({
      ...keysTable(resources, construct),
      YOUTH_KEY_ARN: resources.youthKeyArn,
    }),
    statements: ({ keys, youthKeyArn }) => [...onTable(keys, 'PutItem'), allow(['kms:GenerateDataKey'], [youthKeyArn])],
  },
  'team-keys-use': {
    environment: teamKeys,
    statements: ({ keys, teamKeyArn }) => [...onTable(keys, 'GetItem'), allow(['kms:Decrypt'], [teamKeyArn])],
  },
  'team-keys-make': authenticating({
    environment: teamKeys,
    statements: ({ keys, teamKeyArn }) => [...onTable(keys, 'PutItem'), allow(['kms:GenerateDataKey'], [teamKeyArn])],
  }),
  'tables-audit': {
    environment: ({ record, identity, keys, rowKeyArn }) => ({
      RECORD_TABLE: record.name,
      IDENTITY_TABLE: identity.name,
      KEYS_TABLE: keys.name,
      ROW_KEY_ARN: rowKeyArn,
    }),
    statements: ({ record, identity, keys, rowKeyArn }) => [
      ...[record, identity, keys].flatMap((table) => [...onTable(table, 'Scan'), ...onTable(table, 'Query')]),
      allow(['kms:GenerateMac'], [rowKeyArn]),
    ],
  },
  'mail-send': {
    environment: (resources) => {
      const { from, configurationSet, pagesUrl } = mailOf(resources);
      return { MAIL_FROM: from, MAIL_CONFIGURATION_SET: configurationSet.name, PAGES_URL: pagesUrl };
    },
    // Both are checked: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
    statements: (resources) => {
      const { identityArn, configurationSet } = mailOf(resources);
      return [allow(['ses:SendEmail'], [identityArn, configurationSet.arn])];
    },
  },
  'executions-look': {
    environment: stateMachines,
    statements: onMachines('DescribeExecution', ({ executionArns }) => executionArns),
  },
  'executions-start': {
    environment: stateMachines,
    // Started by its alias, allowed by its machine: https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
    statements: onMachines('StartExecution', ({ machineArn }) => machineArn),
  },
  'executions-answer': {
    environment: () => ({}),
    statements: onMachines('SendTaskSuccess', ({ machineArn }) => machineArn),
  },
};
