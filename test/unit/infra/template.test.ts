import { describe, expect, test } from '@jest/globals';
import { manifest, type Entry } from '../../../functions/manifest.ts';
import type { Capability, Route } from '../../../shared/api/route.ts';
import { routes } from '../../../shared/api/routes.ts';
import { flat, resourcesOf, type Resource } from '../../support/template.ts';

type Worth = { readonly variables: readonly string[]; readonly actions: readonly string[] };

const onRecord = (action: string): Worth => ({
  variables: ['RECORD_TABLE'],
  actions: [`dynamodb:${action}`, 'kms:Decrypt'],
});
const onIdentity = (action: string): Worth => ({
  variables: ['IDENTITY_TABLE'],
  actions: [`dynamodb:${action}`, 'kms:Decrypt'],
});

/** What each capability may come to. */
const worth: Readonly<Record<Capability, Worth>> = {
  'record-read': onRecord('BatchGetItem'),
  'record-query': onRecord('Query'),
  'record-by-worker': onRecord('Query'),
  'record-by-organisation': onRecord('Query'),
  'record-by-attention': onRecord('Query'),
  'record-write': onRecord('PutItem'),
  'record-check': onRecord('ConditionCheckItem'),
  'identity-read': onIdentity('BatchGetItem'),
  'identity-write': onIdentity('PutItem'),
  'youth-keys-use': { variables: ['KEYS_TABLE'], actions: ['dynamodb:GetItem', 'kms:Decrypt'] },
  'youth-keys-make': {
    variables: ['KEYS_TABLE', 'YOUTH_KEY_ARN'],
    actions: ['dynamodb:PutItem', 'kms:Decrypt', 'kms:GenerateDataKey'],
  },
  'executions-look': { variables: ['STATE_MACHINES'], actions: ['states:DescribeExecution'] },
  'executions-start': { variables: ['STATE_MACHINES'], actions: ['states:StartExecution'] },
  'executions-answer': { variables: [], actions: ['states:SendTaskSuccess'] },
};

/** What every function may: tracing, which knows no resources, and its own log. */
const tracing = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];

const declared = (folder: string): ReadonlySet<Capability> => {
  const entries = Object.values<Entry>(manifest).filter((entry) => entry.folder === folder);
  const served = Object.values<Route>(routes).filter(({ resource }) => `http/${resource}` === folder);
  return new Set([...entries, ...served].flatMap(({ uses }) => uses));
};

const functions = resourcesOf('AWS::Lambda::Function').map(({ id, properties }) => ({
  id,
  folder: String(properties['Handler']).replace('/handler.handler', ''),
  properties,
}));

type Statement = { readonly Action: string | readonly string[]; readonly Resource: unknown };

const policies = resourcesOf('AWS::IAM::Policy');
const refersTo = ({ properties }: Resource, role: unknown): boolean =>
  JSON.stringify(properties['Roles']).includes(JSON.stringify({ Ref: role }));

/** The statements of a function's role. */
const statementsOf = (properties: Resource['properties']): readonly Statement[] => {
  const [role] = (properties['Role'] as { 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  return policies
    .filter((policy) => refersTo(policy, role))
    .flatMap((policy) => (policy.properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement);
};

const variablesOf = (properties: Resource['properties']): readonly string[] =>
  Object.keys((properties['Environment'] as { Variables?: object } | undefined)?.Variables ?? {});

describe('every function of the template', () => {
  test('is there: those of the routes and those of the manifest', () => {
    const folders = [
      ...Object.values<Entry>(manifest).map(({ folder }) => folder),
      ...Object.values<Route>(routes).map(({ resource }) => `http/${resource}`),
      'http/fallback',
    ];
    expect(functions.map(({ folder }) => folder).sort()).toEqual([...new Set(folders)].sort());
  });

  test.each(functions)('$folder has the grants of its capabilities and no others', ({ folder, properties }) => {
    const capabilities = [...declared(folder)];
    const statements = statementsOf(properties);
    const granted = new Set(statements.flatMap(({ Action }) => Action));
    const allowed = new Set([...tracing, ...logging, ...capabilities.flatMap((one) => worth[one].actions)]);
    expect([...granted].sort()).toEqual([...allowed].sort());
    const onAll = statements.filter(({ Resource: resource }) => resource === '*').flatMap(({ Action }) => Action);
    expect(onAll.sort()).toEqual([...tracing].sort());
  });

  test.each(functions)('$folder has the variables of its capabilities and no others', ({ folder, properties }) => {
    const allowed = [...new Set([...declared(folder)].flatMap((one) => worth[one].variables))];
    expect([...variablesOf(properties)].sort()).toEqual(allowed.sort());
  });

  test.each(functions)('$folder reaches the identity table only where it says so', ({ folder, properties }) => {
    const reaches = statementsOf(properties).some(({ Resource: resource }) =>
      /Identity/.test(JSON.stringify(resource)),
    );
    expect(reaches).toBe([...declared(folder)].some((one) => one.startsWith('identity-')));
  });

  test.each(functions)('$folder runs on Node 24, on arm64, traced', ({ properties }) => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
  });
});

describe('what is kept', () => {
  test.each(resourcesOf('AWS::DynamoDB::Table'))(
    '$id is encrypted, can be recovered, and is hard to delete',
    (table) => {
      expect(table.properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
    },
  );
});

describe('state machines', () => {
  const machines = resourcesOf('AWS::StepFunctions::StateMachine');

  test.each(machines)('$id logs everything but data', ({ properties }) => {
    expect(properties['LoggingConfiguration']).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  });

  test('are each behind an alias of their own', () => {
    expect(resourcesOf('AWS::StepFunctions::StateMachineAlias').map(({ properties }) => properties['Name'])).toEqual(
      machines.map(() => 'live'),
    );
  });

  test('are started by what the grant names: the machine, never its alias', () => {
    const starting = policies.flatMap(
      ({ properties }) => (properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement,
    );
    const resources = starting
      .filter(({ Action }) => Action === 'states:StartExecution')
      .map((one) => flat(one.Resource));
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.filter((resource) => resource.endsWith(':live'))).toEqual([]);
  });
});
