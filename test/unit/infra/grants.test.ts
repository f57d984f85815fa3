import { describe, expect, test } from '@jest/globals';
import { manifest, type Entry } from '../../../functions/manifest.ts';
import type { Capability, Route } from '../../../shared/api/route.ts';
import { routes } from '../../../shared/api/routes.ts';
import { allResources, grantedFunctions, grantsOf, statementsIn, type Granted } from '../../support/template.ts';

type Worth = { readonly variables: readonly string[]; readonly grants: readonly string[] };

const machines = ['parcours-pivot-v1'];
const onMachines = (action: string) => machines.map((name) => `states:${action} stateMachine:${name}`);
const record = (grant: string): Worth => ({ variables: ['RECORD_TABLE'], grants: [grant, 'kms:Decrypt Key'] });
const identity = (grant: string): Worth => ({ variables: ['IDENTITY_TABLE'], grants: [grant, 'kms:Decrypt Key'] });

const authenticating = ({ variables, grants }: Worth): Worth => ({
  variables: [...variables, 'ROW_KEY_ARN'],
  grants: [...grants, 'kms:GenerateMac RowKey'],
});

/** What each capability comes to, written a second time by hand: action and resource. */
const worth: Readonly<Record<Capability, Worth>> = {
  'record-read': record('dynamodb:BatchGetItem Record'),
  'record-query': record('dynamodb:Query Record'),
  'record-by-worker': record('dynamodb:Query Record/index/worker'),
  'record-by-organisation': record('dynamodb:Query Record/index/organisation'),
  'record-by-attention': record('dynamodb:Query Record/index/attention'),
  'record-write': authenticating(record('dynamodb:PutItem Record')),
  'record-check': record('dynamodb:ConditionCheckItem Record'),
  'record-count': record('dynamodb:UpdateItem Record'),
  'identity-read': identity('dynamodb:BatchGetItem Identity'),
  'identity-write': authenticating(identity('dynamodb:PutItem Identity')),
  'youth-keys-use': {
    variables: ['KEYS_TABLE'],
    grants: ['dynamodb:GetItem Keys', 'kms:Decrypt Key', 'kms:Decrypt YouthKey'],
  },
  'youth-keys-make': {
    variables: ['KEYS_TABLE', 'YOUTH_KEY_ARN'],
    grants: ['dynamodb:PutItem Keys', 'kms:Decrypt Key', 'kms:GenerateDataKey YouthKey'],
  },
  'team-keys-use': {
    variables: ['KEYS_TABLE', 'TEAM_KEY_ARN'],
    grants: ['dynamodb:GetItem Keys', 'kms:Decrypt Key', 'kms:Decrypt TeamKey'],
  },
  'team-keys-make': authenticating({
    variables: ['KEYS_TABLE', 'TEAM_KEY_ARN'],
    grants: ['dynamodb:PutItem Keys', 'kms:Decrypt Key', 'kms:GenerateDataKey TeamKey'],
  }),
  'tables-audit': {
    variables: ['RECORD_TABLE', 'IDENTITY_TABLE', 'KEYS_TABLE', 'ROW_KEY_ARN'],
    grants: [
      ...['Record', 'Identity', 'Keys'].flatMap((table) => [`dynamodb:Scan ${table}`, `dynamodb:Query ${table}`]),
      'kms:Decrypt Key',
      'kms:GenerateMac RowKey',
    ],
  },
  'mail-send': {
    variables: ['MAIL_CONFIGURATION_SET', 'MAIL_FROM', 'PAGES_URL'],
    grants: ['ses:SendEmail identity/Sender', 'ses:SendEmail configuration-set/Delivery'],
  },
  'executions-look': {
    variables: ['STATE_MACHINES'],
    grants: machines.map((name) => `states:DescribeExecution execution:${name}:*`),
  },
  'executions-start': { variables: ['STATE_MACHINES'], grants: onMachines('StartExecution') },
  'executions-answer': { variables: [], grants: onMachines('SendTaskSuccess') },
};

/** The only actions that may be allowed on everything: AWS offers nothing narrower. */
const onEverything = ['xray:PutTraceSegments *', 'xray:PutTelemetryRecords *'];

const declared = (folder: string): readonly Capability[] => {
  const entries = Object.values<Entry>(manifest).filter((entry) => entry.folder === folder);
  const served = Object.values<Route>(routes).filter(({ resource }) => `http/${resource}` === folder);
  return [...new Set([...entries, ...served].flatMap(({ uses }) => uses))];
};

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
const functions = grantedFunctions();
const logsOf = ({ properties }: Granted): string => {
  const { LogGroup } = properties['LoggingConfig'] as { readonly LogGroup: { readonly Ref: string } };
  return LogGroup.Ref.replace(/[0-9A-F]{8}$/, '');
};

describe('every function of the template', () => {
  test('is there: those of the routes and those of the manifest', () => {
    const folders = [
      ...Object.values<Entry>(manifest).map(({ folder }) => folder),
      ...Object.values<Route>(routes).map(({ resource }) => `http/${resource}`),
      'http/fallback',
      'console/serve',
    ];
    expect(functions.map(({ folder }) => folder).sort()).toEqual(sorted(folders));
  });

  test.each(functions)('$folder may do what its capabilities name, and nothing else', (one) => {
    const everyone = [
      ...onEverything,
      ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((a) => `${a} ${logsOf(one)}`),
    ];
    const wanted = declared(one.folder).flatMap((capability) => worth[capability].grants);
    expect(one.statements.flatMap(grantsOf).sort()).toEqual(sorted([...everyone, ...wanted]));
    expect(new Set(one.statements.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
  });

  test.each(functions)('$folder has the variables of its capabilities, and no others', ({ folder, properties }) => {
    const { Variables = {} } = (properties['Environment'] ?? {}) as { readonly Variables?: object };
    const ofPages = folder === 'console/serve' ? ['ISSUER', 'CLIENT_ID', 'SCOPE', 'SIGN_IN_URL'] : [];
    const wanted = [...ofPages, ...declared(folder).flatMap((capability) => worth[capability].variables)];
    expect(Object.keys(Variables).sort()).toEqual(sorted(wanted));
  });

  test('has a role that is nobody else’s, with no policy that AWS writes', () => {
    const roles = functions.map(({ stack, properties }) => JSON.stringify([stack, properties['Role']]));
    expect(new Set(roles).size).toBe(functions.length);
    const managed = allResources().filter(({ type }) => type === 'AWS::IAM::ManagedPolicy');
    const borrowing = allResources().filter(({ properties }) => 'ManagedPolicyArns' in properties);
    expect([...managed, ...borrowing]).toEqual([]);
  });
});

describe('what is not a function', () => {
  const others = allResources()
    .filter(({ type }) => type === 'AWS::IAM::Policy')
    .map((policy) => ({ ...policy, grants: statementsIn(policy).flatMap(grantsOf) }))
    .filter(({ grants }) => !grants.some((grant) => grant.startsWith('logs:CreateLogStream')));

  /** What Step Functions asks for before it logs: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
  const logDelivery = [
    'CreateLogDelivery',
    'GetLogDelivery',
    'UpdateLogDelivery',
    'DeleteLogDelivery',
    'ListLogDeliveries',
    'PutResourcePolicy',
    'DescribeResourcePolicies',
    'DescribeLogGroups',
  ].map((action) => `logs:${action} *`);
  const sampling = ['xray:GetSamplingRules *', 'xray:GetSamplingTargets *'];

  test('may invoke the functions that it calls, in their one version, and deliver its logs', () => {
    expect(
      Object.fromEntries(others.map(({ id, grants }) => [id.replace(/DefaultPolicy.*$/, ''), grants.sort()])),
    ).toEqual({
      Machinepivotv1Role: [
        'lambda:InvokeFunction CloseCase',
        'lambda:InvokeFunction OpenStep',
        ...logDelivery,
        ...onEverything,
        ...sampling,
      ].sort(),
      AuditCaller: ['lambda:InvokeFunction Audit'],
      PayDebtsCaller: ['lambda:InvokeFunction PayDebts'],
      RingTimersCaller: ['lambda:InvokeFunction RingTimers'],
      SendMessagesCaller: ['lambda:InvokeFunction SendMessages'],
    });
  });

  test('may do nothing by a wildcard in an action', () => {
    const actions = allResources()
      .filter(({ type }) => type === 'AWS::IAM::Policy')
      .flatMap(statementsIn)
      .flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});
