import { describe, expect, test } from '@jest/globals';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import type { Stack, Template } from '../../../infra/local/template/assembly.ts';
import { knownTypes } from '../../../infra/local/template/known-types.ts';
import { loadTemplate } from '../../../infra/local/template/load-template.ts';

const surroundings = { account: '000000000000', apiUrl: 'http://here', versionOf: () => 1 };

const stack = (name: string, template: Partial<Template>): Stack => ({
  name,
  region: 'ca-central-1',
  template: { Resources: {}, Parameters: {}, Mappings: {}, Conditions: {}, Outputs: {}, ...template },
});

const load = (...stacks: Stack[]) => loadTemplate({ stacks }, surroundings);

/** What an output resolves to, beside whatever else the template holds. */
const valueOf = (value: unknown, template: Partial<Template> = {}): unknown =>
  load(stack('S', { ...template, Outputs: { It: { Value: value } } })).outputs['S']?.['It'];

const refusalOf = (template: Partial<Template>): string => {
  try {
    load(stack('S', template));
  } catch (error) {
    if (error instanceof RuntimeRefusal) return error.message;
    throw error;
  }
  return 'nothing';
};

const group = (Properties: Record<string, unknown> = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties });

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['pseudo parameters', { Ref: 'AWS::Region' }, 'ca-central-1'],
    ['joins', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::StackName' }, 1]] }, 'a-S-1'],
    ['substitutions', { 'Fn::Sub': 'x-${AWS::AccountId}-${!Kept}' }, 'x-000000000000-${Kept}'],
    [
      'substitutions of their own',
      { 'Fn::Sub': ['${One}/${Group}', { One: { Ref: 'AWS::Region' } }] },
      'ca-central-1/named',
    ],
    [
      'substituted attributes',
      { 'Fn::Sub': '${Group.Arn}' },
      'arn:aws:logs:ca-central-1:000000000000:log-group:named:*',
    ],
    ['attributes', { 'Fn::GetAtt': ['Group', 'Arn'] }, 'arn:aws:logs:ca-central-1:000000000000:log-group:named:*'],
    ['selections of splits', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['mappings', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 5],
    ['parameters by their default', { Ref: 'Given' }, 'default'],
    ['conditions that hold', { 'Fn::If': ['Holds', 'yes', 'no'] }, 'yes'],
    ['conditions that do not', { 'Fn::If': ['Fails', 'yes', 'no'] }, 'no'],
    ['lists without what is no value', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    ['objects without what is no value', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ])('resolve %s', (_name, value, expected) => {
    const template = {
      Resources: { Group: group({ LogGroupName: 'named' }) },
      Parameters: { Given: { Type: 'String', Default: 'default' } },
      Mappings: { Sizes: { 'ca-central-1': { small: 5 } } },
      Conditions: {
        Holds: {
          'Fn::And': [{ 'Fn::Equals': [{ Ref: 'Given' }, 'default'] }, { 'Fn::Not': [{ Condition: 'Fails' }] }],
        },
        Fails: { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': ['c', 'd'] }] },
      },
    };
    expect(valueOf(value, template)).toEqual(expected);
  });

  test('values cross stacks by their export', () => {
    const one = stack('One', {
      Resources: { Group: group({ LogGroupName: 'shared' }) },
      Outputs: { Out: { Value: { Ref: 'Group' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:group' } } } },
    });
    const two = stack('Two', { Outputs: { In: { Value: { 'Fn::ImportValue': 'One:group' } } } });
    expect(load(one, two).outputs['Two']).toEqual({ In: 'shared' });
  });
});

describe('resources', () => {
  test('come after those that they refer to or depend on', () => {
    const { resources } = load(
      stack('S', {
        Resources: {
          First: group({ LogGroupName: { 'Fn::Sub': '${Second}-more' } }),
          Second: { ...group({ LogGroupName: 'second' }), DependsOn: ['Third'] },
          Third: group(),
        },
      }),
    );
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Third', 'Second', 'First']);
    expect(resources[2]?.ref).toBe('second-more');
  });

  test('are absent when their condition does not hold', () => {
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    const { resources } = load(
      stack('S', { Conditions, Resources: { Group: { ...group(), Condition: 'Never' }, Other: group() } }),
    );
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Other']);
  });

  test('have names of their own that are the same at every start and differ between stacks', () => {
    const names = () =>
      load(stack('A', { Resources: { Group: group() } }), stack('B', { Resources: { Group: group() } })).resources.map(
        ({ ref }) => ref,
      );
    expect(names()).toEqual(names());
    expect(new Set(names()).size).toBe(2);
  });
});

describe('what has no local life stops the runtime with one line', () => {
  test.each<[string, string, Partial<Template>]>([
    [
      'a type',
      'S/Queue: AWS::SQS::Queue has no local life (resource type)',
      { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } },
    ],
    [
      'a property',
      'S/Group: AWS::Logs::LogGroup has no local life (property Colour)',
      { Resources: { Group: group({ Colour: 'red' }) } },
    ],
    [
      'a member of a property',
      'S/F: AWS::Lambda::Function has no local life (property Code.ZipFile)',
      { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: 'x' } } } } },
    ],
    [
      'a member in a list',
      'S/R: AWS::Events::Rule has no local life (property Targets.SqsParameters)',
      {
        Resources: { R: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: 'a' }, { SqsParameters: {} }] } } },
      },
    ],
    [
      'a value',
      'S/F: AWS::Lambda::Function has no local life (Runtime nodejs20.x, only nodejs24.x)',
      { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs20.x' } } } },
    ],
    [
      'a function',
      'S/Group: Fn::Cidr has no local life',
      { Resources: { Group: group({ LogGroupName: { 'Fn::Cidr': [] } }) } },
    ],
    [
      'a reference to nothing',
      'S: no resource Gone',
      { Resources: { Group: group({ LogGroupName: { Ref: 'Gone' } }) } },
    ],
    [
      'an attribute',
      'S: Group has no local attribute Age',
      { Resources: { Group: group() }, Outputs: { Age: { Value: { 'Fn::GetAtt': ['Group', 'Age'] } } } },
    ],
    ['an import', 'S: no stack exports nothing', { Outputs: { In: { Value: { 'Fn::ImportValue': 'nothing' } } } }],
    [
      'a parameter without default',
      'S: parameter P has no default',
      { Parameters: { P: { Type: 'String' } }, Outputs: { O: { Value: { Ref: 'P' } } } },
    ],
    [
      'a circle',
      'S/Group: refers to itself, directly or through others',
      {
        Resources: {
          Group: group({ LogGroupName: { Ref: 'Other' } }),
          Other: group({ LogGroupName: { Ref: 'Group' } }),
        },
      },
    ],
  ])('%s', (_name, message, template) => {
    expect(refusalOf(template)).toBe(message);
  });
});

test('no property is both honoured and accepted without effect', () => {
  const twice = Object.values(knownTypes).flatMap(({ honoured, accepted }) =>
    honoured.filter((name) => accepted.includes(name)),
  );
  expect(twice).toEqual([]);
});
