import { describe, expect, test } from '@jest/globals';
import { manifest, type Entry } from '../../../functions/manifest.ts';
import { allResources, flat, grantedFunctions, inWords, resourcesOf, type Resource } from '../../support/template.ts';

const functions = grantedFunctions();
const name = ({ id }: Resource): string => id.replace(/[0-9A-F]{8}$/, '');

describe('every function', () => {
  test.each(functions)('$folder runs on Node 24, on arm64, traced', ({ properties }) => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
  });

  test('is over before whoever called it gives up, and a sweep before the next one', () => {
    const limits = { http: 29, tasks: 60, sweeps: 59, events: 60 } as const;
    const nightly = 900;
    const late = functions.filter(({ folder, properties }) => {
      if (folder === 'sweeps/audit') return Number(properties['Timeout']) > nightly;
      const [kind = ''] = folder.split('/');
      return Number(properties['Timeout']) > limits[kind as keyof typeof limits];
    });
    expect(late.map(({ folder }) => folder)).toEqual([]);
  });

  test('takes its share of the account’s concurrency: none is set apart', () => {
    // An account that may run few functions at once refuses to set any apart.
    expect(functions.filter(({ properties }) => 'ReservedConcurrentExecutions' in properties)).toEqual([]);
  });
});

describe('what is invoked without waiting', () => {
  test('is tried again where an event would be lost, and never where the next tick comes anyway', () => {
    const retries = resourcesOf('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [
      inWords({ 'Fn::GetAtt': [(properties['FunctionName'] as { Ref: string }).Ref, 'Arn'] }),
      properties['MaximumRetryAttempts'],
    ]);
    expect(Object.fromEntries(retries)).toEqual({
      Audit: 0,
      PayDebts: 0,
      RingTimers: 0,
      SendMessages: 0,
      ExecutionStatus: 2,
      NoteDelivery: 2,
    });
  });

  test('by a schedule comes once a tick, and is not tried again', () => {
    const schedules = resourcesOf('AWS::Scheduler::Schedule');
    expect(schedules.map(({ properties }) => properties['ScheduleExpression'])).toEqual(
      Object.values<Entry>(manifest).flatMap(({ schedule }) => schedule ?? []),
    );
    for (const { properties } of schedules) {
      expect(properties).toMatchObject({
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { RetryPolicy: { MaximumRetryAttempts: 0 } },
      });
    }
  });
});

describe('what is kept', () => {
  test.each(resourcesOf('AWS::DynamoDB::Table'))('$id is encrypted, and can be recovered', ({ properties }) => {
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  test('of keys is gone from backups after a day', () => {
    const [keys] = resourcesOf('AWS::DynamoDB::Table').filter((table) => name(table) === 'Keys');
    expect(keys?.properties['PointInTimeRecoverySpecification']).toMatchObject({ RecoveryPeriodInDays: 1 });
  });

  test('only by the record goes by itself, where an item says when', () => {
    const expiring = resourcesOf('AWS::DynamoDB::Table').filter(
      (table) => 'TimeToLiveSpecification' in table.properties,
    );
    expect(expiring.map(name)).toEqual(['Record']);
  });

  // KMS turns no HMAC keys.
  const turning = resourcesOf('AWS::KMS::Key').filter(
    ({ properties }) => properties['KeyUsage'] !== 'GENERATE_VERIFY_MAC',
  );
  test.each(turning)('$id is turned every year', ({ properties }) => {
    expect(properties['EnableKeyRotation']).toBe(true);
  });
});

describe('logs', () => {
  test('are kept for three months, all of them', () => {
    const groups = resourcesOf('AWS::Logs::LogGroup');
    expect(groups.length).toBe(functions.length + 2);
    expect(groups.filter(({ properties }) => properties['RetentionInDays'] !== 90)).toEqual([]);
  });

  test.each(resourcesOf('AWS::StepFunctions::StateMachine'))('of $id say everything but data', ({ properties }) => {
    expect(properties['LoggingConfiguration']).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(properties['TracingConfiguration']).toEqual({ Enabled: true });
  });

  test('of executions are in the place that AWS has for them', () => {
    const [executions] = resourcesOf('AWS::Logs::LogGroup').filter((group) => name(group) === 'Executions');
    expect(String(executions?.properties['LogGroupName'])).toMatch(/^\/aws\/vendedlogs\/states\//);
  });

  test('of requests say neither who asked, from where, nor which case', () => {
    const [stage] = resourcesOf('AWS::ApiGatewayV2::Stage');
    const { Format } = stage?.properties['AccessLogSettings'] as { readonly Format: string };
    const logged = Object.values(JSON.parse(Format) as Readonly<Record<string, string>>);
    expect(logged).toContain('$context.routeKey');
    expect(logged.filter((each) => /identity|claims|path|domain/i.test(each))).toEqual([]);
  });
});

describe('state machines', () => {
  const machines = resourcesOf('AWS::StepFunctions::StateMachine');

  test('are each behind an alias of their own', () => {
    expect(resourcesOf('AWS::StepFunctions::StateMachineAlias').map(({ properties }) => properties['Name'])).toEqual(
      machines.map(() => 'live'),
    );
  });

  test('tell a function when one of their executions ends without its case', () => {
    const [rule] = resourcesOf('AWS::Events::Rule');
    const { source, detail } = rule?.properties['EventPattern'] as {
      readonly source: readonly string[];
      readonly detail: { readonly status: readonly string[]; readonly stateMachineArn: readonly unknown[] };
    };
    expect([source, detail.status]).toEqual([['aws.states'], ['FAILED', 'TIMED_OUT', 'ABORTED']]);
    expect(detail.stateMachineArn.map((arn) => flat(arn).split(':').at(-1))).toEqual(
      machines.map(({ properties }) => properties['StateMachineName']),
    );
  });
});

describe('the HTTP API', () => {
  test('is throttled, and measured as a whole', () => {
    const [stage, ...others] = resourcesOf('AWS::ApiGatewayV2::Stage');
    expect(others).toEqual([]);
    expect(stage?.properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400, DetailedMetricsEnabled: false },
    });
  });

  test('is not for pages of other origins', () => {
    const [api] = resourcesOf('AWS::ApiGatewayV2::Api');
    expect(api?.properties).not.toHaveProperty('CorsConfiguration');
  });

  test('asks for a token on every route but those that say nothing about anybody', () => {
    const open = resourcesOf('AWS::ApiGatewayV2::Route').filter(
      ({ properties }) => properties['AuthorizationType'] !== 'JWT',
    );
    const pages = ['/', '/assets/{file}', '/callback', '/favicon.ico', '/robots.txt'];
    expect(open.map(({ properties }) => properties['RouteKey']).sort()).toEqual(
      ['$default', ...pages.flatMap((path) => [`GET ${path}`, `HEAD ${path}`]), 'GET /v1/openapi.json'].sort(),
    );
  });
});

describe('accounts', () => {
  test('are made by an administrator, with a long password and a second factor from an application', () => {
    const [pool] = resourcesOf('AWS::Cognito::UserPool');
    expect(pool?.properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      MfaConfiguration: 'ON',
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
  });

  test('have tokens of a quarter of an hour, and sign in by no flow that sends a password', () => {
    const [client] = resourcesOf('AWS::Cognito::UserPoolClient');
    expect(client?.properties).toMatchObject({
      AccessTokenValidity: 15,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      TokenValidityUnits: { AccessToken: 'minutes' },
    });
  });

  test('sign in on pages of the pool, for a code that comes back to the pages of the API and nowhere else', () => {
    const [client] = resourcesOf('AWS::Cognito::UserPoolClient');
    expect(client?.properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      // A page keeps no secret: the code is bound to whoever asked for it by PKCE.
      GenerateSecret: false,
    });
    const { CallbackURLs, LogoutURLs } = client?.properties as Record<'CallbackURLs' | 'LogoutURLs', unknown[]>;
    expect([CallbackURLs.map(flat), LogoutURLs.map(flat)]).toEqual([['…/callback'], ['…/']]);
    const [domain] = resourcesOf('AWS::Cognito::UserPoolDomain');
    expect(domain?.properties['ManagedLoginVersion']).toBe(2);
    // Without a style a client has no pages to sign in on.
    expect(resourcesOf('AWS::Cognito::ManagedLoginBranding')).toHaveLength(1);
  });
});

test('nothing in the template runs code while it is being deployed', () => {
  const types = [...new Set(allResources().map(({ type }) => type))];
  expect(types.length).toBeGreaterThan(15);
  expect(types.filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
});
