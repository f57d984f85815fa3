import { describe, expect, test } from '@jest/globals';
import { checkTriggers } from '../../../infra/local/iam/check-triggers.ts';
import { needsOf } from '../../../infra/local/iam/needs.ts';
import { policiesOf } from '../../../infra/local/iam/policies.ts';
import { isAllowed, type Statement } from '../../../infra/local/iam/statement.ts';
import { seal } from '../../../infra/local/kms/envelope.ts';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import type { Resource } from '../../../infra/local/template/load-stack.ts';
import type { LoadedTemplate } from '../../../infra/local/template/load-template.ts';

const allow = (actions: string[], resources: string[]): Statement => ({ effect: 'Allow', actions, resources });
const deny = (actions: string[], resources: string[]): Statement => ({ effect: 'Deny', actions, resources });

const table = 'arn:aws:dynamodb:r:0:table/Record';

describe('policies', () => {
  test.each<[string, boolean, Statement[]]>([
    ['nothing', false, []],
    ['the action on the resource', true, [allow(['dynamodb:PutItem'], [table])]],
    ['the action in other letters', true, [allow(['DynamoDB:putitem'], [table])]],
    ['another action', false, [allow(['dynamodb:GetItem'], [table])]],
    ['another resource', false, [allow(['dynamodb:PutItem'], [`${table}s`])]],
    ['a resource in other letters', false, [allow(['dynamodb:PutItem'], [table.toLowerCase()])]],
    ['wildcards', true, [allow(['dynamodb:Put*'], ['arn:aws:dynamodb:?:0:table/*'])]],
    ['everything', true, [allow(['*'], ['*'])]],
    ['everything but this', false, [allow(['*'], ['*']), deny(['dynamodb:*'], [table])]],
    ['everything, and a denial elsewhere', true, [allow(['*'], ['*']), deny(['dynamodb:*'], ['arn:other'])]],
    ['a dot that is no wildcard', false, [allow(['dynamodb.PutItem'], [table])]],
  ])('that allow %s: %s', (_name, expected, statements) => {
    expect(isAllowed(statements, { action: 'dynamodb:PutItem', resource: table })).toBe(expected);
  });
});

describe('what a request needs', () => {
  const keyId = '01234567-89ab-cdef-0123-456789abcdef';
  const sealed = seal(keyId, Buffer.alloc(32), Buffer.from('x'), {}).toString('base64');
  const keys: Readonly<Record<string, string>> = { 'alias/k': 'arn:key', [keyId]: 'arn:key' };
  const context = {
    region: 'r',
    account: '0',
    keyArn: (name: string) => keys[name],
    tableKeyArn: (arn: string) => (arn.endsWith('/Locked') ? 'arn:key' : undefined),
    mailIdentityArn: (address: string) => (address.endsWith('@verified.example') ? 'arn:identity' : undefined),
  };
  const machine = 'arn:aws:states:r:0:stateMachine:pivot';

  test.each<[string, string, Record<string, unknown>, [string, string | undefined][]]>([
    ['DynamoDB_20120810', 'Query', { TableName: 'Record' }, [['dynamodb:Query', table]]],
    [
      'DynamoDB_20120810',
      'Query',
      { TableName: 'Record', IndexName: 'due' },
      [['dynamodb:Query', `${table}/index/due`]],
    ],
    ['DynamoDB_20120810', 'BatchGetItem', { RequestItems: { Record: {} } }, [['dynamodb:BatchGetItem', table]]],
    [
      'DynamoDB_20120810',
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName: 'Record' } }, { ConditionCheck: { TableName: table } }] },
      [
        ['dynamodb:PutItem', table],
        ['dynamodb:ConditionCheckItem', table],
      ],
    ],
    [
      'DynamoDB_20120810',
      'PutItem',
      { TableName: 'Locked' },
      [
        ['dynamodb:PutItem', 'arn:aws:dynamodb:r:0:table/Locked'],
        ['kms:Decrypt', 'arn:key'],
      ],
    ],
    [
      'DynamoDB_20120810',
      'DescribeTable',
      { TableName: 'Locked' },
      [['dynamodb:DescribeTable', 'arn:aws:dynamodb:r:0:table/Locked']],
    ],
    ['DynamoDB_20120810', 'ListTables', {}, [['dynamodb:ListTables', 'arn:aws:dynamodb:r:0:table/*']]],
    [
      'AWSStepFunctions',
      'StartExecution',
      { stateMachineArn: `${machine}:live` },
      [['states:StartExecution', machine]],
    ],
    ['AWSStepFunctions', 'SendTaskSuccess', { taskToken: 't' }, [['states:SendTaskSuccess', undefined]]],
    ['AWSStepFunctions', 'DescribeExecution', { executionArn: 'arn:e' }, [['states:DescribeExecution', 'arn:e']]],
    ['TrentService', 'GenerateMac', { KeyId: 'alias/k' }, [['kms:GenerateMac', 'arn:key']]],
    ['TrentService', 'Decrypt', { CiphertextBlob: sealed }, [['kms:Decrypt', 'arn:key']]],
    [
      'SimpleEmailService_v2',
      'SendEmail',
      { FromEmailAddress: 'a@verified.example', ConfigurationSetName: 'set' },
      [
        ['ses:SendEmail', 'arn:identity'],
        ['ses:SendEmail', 'arn:aws:ses:r:0:configuration-set/set'],
      ],
    ],
    [
      'SimpleEmailService_v2',
      'SendEmail',
      { FromEmailAddress: 'a@other.example' },
      [['ses:SendEmail', 'arn:aws:ses:r:0:identity/a@other.example']],
    ],
    ['Other', 'Anything', {}, []],
  ])('%s %s %j', (target, operation, input, expected) => {
    const needs = needsOf(target, operation, input, context);
    expect(needs.map(({ action, resource }) => [action, resource])).toEqual(expected);
  });
});

const templateOf = (...resources: Partial<Resource>[]): LoadedTemplate => {
  const whole = resources.map((each) => ({
    stack: 'S',
    logicalId: 'It',
    type: '',
    ref: 'it',
    attributes: {},
    properties: {},
    ...each,
  }));
  return { resources: whole, outputs: {}, ofType: (type) => whole.filter((each) => each.type === type) };
};

const role = { type: 'AWS::IAM::Role', ref: 'role', attributes: { Arn: 'arn:role' } };
const policy = (Statement: object) => ({
  type: 'AWS::IAM::Policy',
  logicalId: 'Policy',
  properties: { Roles: ['role'], PolicyDocument: { Statement } },
});

describe('the policies of a template', () => {
  test('belong to their roles, inline or attached', () => {
    const inline = { Statement: [{ Effect: 'Deny', Action: 'a:b', Resource: 'r' }] };
    const given = templateOf(
      {
        ...role,
        properties: { Policies: [{ PolicyDocument: inline }], ManagedPolicyArns: ['arn:managed', 'arn:aws:x'] },
      },
      policy([{ Effect: 'Allow', Action: ['c:d'], Resource: '*' }]),
      {
        type: 'AWS::IAM::ManagedPolicy',
        ref: 'arn:managed',
        properties: { PolicyDocument: { Statement: { Effect: 'Allow', Action: 'e:f', Resource: '*' } } },
      },
    );
    expect(policiesOf(given).get('arn:role')).toEqual([
      deny(['a:b'], ['r']),
      allow(['c:d'], ['*']),
      allow(['e:f'], ['*']),
    ]);
  });

  test.each(['Condition', 'NotAction', 'NotResource'])('with %s have no local life', (name) => {
    const given = templateOf(role, policy({ Effect: 'Allow', Action: 'a:b', Resource: '*', [name]: {} }));
    expect(() => policiesOf(given)).toThrow(`S/Policy: ${name} in a policy has no local life`);
  });
});

describe('what invokes functions', () => {
  const target = 'arn:aws:lambda:r:0:function:sweep';
  const schedule = { type: 'AWS::Scheduler::Schedule', properties: { Target: { Arn: target, RoleArn: 'arn:role' } } };
  const rule = {
    type: 'AWS::Events::Rule',
    attributes: { Arn: 'arn:rule' },
    properties: { Targets: [{ Arn: target }] },
  };
  const integration = {
    type: 'AWS::ApiGatewayV2::Integration',
    ref: 'one',
    properties: { IntegrationUri: target },
  };
  const route = {
    type: 'AWS::ApiGatewayV2::Route',
    properties: { ApiId: 'api', RouteKey: 'GET /v1/x', Target: 'integrations/one' },
  };
  const machine = {
    type: 'AWS::StepFunctions::StateMachine',
    properties: { DefinitionString: JSON.stringify({ Arguments: { FunctionName: target } }), RoleArn: 'arn:role' },
  };
  const permission = (Principal: string, FunctionName: string, SourceArn?: string) => ({
    type: 'AWS::Lambda::Permission',
    properties: { Principal, FunctionName, ...(SourceArn !== undefined && { SourceArn }) },
  });
  const check = (...resources: Partial<Resource>[]) => {
    const given = templateOf(role, ...resources);
    checkTriggers(given, policiesOf(given));
  };

  test('must be allowed to', () => {
    for (const trigger of [schedule, machine])
      expect(() => {
        check(trigger);
      }).toThrow(/S\/It: its role may not invoke/);
    expect(() => {
      check(rule);
    }).toThrow(/events\.amazonaws\.com may not invoke/);
    expect(() => {
      check(route, integration, permission('events.amazonaws.com', target));
    }).toThrow(RuntimeRefusal);
  });

  test('may, where the template says so', () => {
    const grant = policy({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [target, `${target}:*`] });
    expect(() => {
      check(schedule, machine, rule, route, integration, grant);
    }).toThrow(RuntimeRefusal);
    const permissions = [permission('events.amazonaws.com', 'sweep'), permission('apigateway.amazonaws.com', target)];
    expect(() => {
      check(schedule, machine, rule, route, integration, grant, ...permissions);
    }).not.toThrow();
  });

  test.each([
    ['arn:aws:execute-api:r:0:api/*/*/v1/x', true],
    ['arn:aws:execute-api:r:0:api/$default/GET/v1/x', true],
    ['arn:aws:execute-api:r:0:api/*/*/v1/y', false],
    ['arn:aws:execute-api:r:0:other/*/*/v1/x', false],
  ])('on behalf of a route that %s names: %s', (source, expected) => {
    const attempt = () => {
      check(route, integration, permission('apigateway.amazonaws.com', target, source));
    };
    if (expected) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(/apigateway\.amazonaws\.com may not invoke/);
  });
});
