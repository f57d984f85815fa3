import { describe, expect, test } from '@jest/globals';
import { refusalsOf, type Template } from '../../support/deployment/cloudformation.ts';

const table = (properties: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: properties,
});
const exporting = (id: string, properties?: Readonly<Record<string, unknown>>): Template => ({
  Resources: { [id]: table(properties) },
  Outputs: { Name: { Value: { Ref: id }, Export: { Name: 'Data:Name' } } },
});
const importing: Template = {
  Resources: { Reader: table({ TableName: { 'Fn::Join': ['', ['copy-of-', { 'Fn::ImportValue': 'Data:Name' }]] } }) },
};
const deployed = new Map([
  ['Data', exporting('Record')],
  ['Api', importing],
]);

describe('the deployments that these tests imagine', () => {
  test.each([
    ['the stack as it is', { stack: 'Data', template: exporting('Record') }, []],
    ['a change that replaces nothing', { stack: 'Data', template: exporting('Record', { Tags: [] }) }, []],
    [
      'an export that goes',
      { stack: 'Data', template: { Resources: { Record: table() } } },
      ['Data may not change Data:Name: Api imports it'],
    ],
    [
      'another resource behind an export',
      { stack: 'Data', template: exporting('Renamed') },
      ['Data may not change Data:Name: Api imports it'],
    ],
    [
      'a resource behind an export that is replaced',
      { stack: 'Data', template: exporting('Record', { TableName: 'cases' }) },
      ['Data may not change Data:Name: Api imports it'],
    ],
    [
      'an export that is another stack’s',
      { stack: 'More', template: exporting('Record') },
      ['More exports Data:Name, and another stack does'],
    ],
  ])('take or refuse, as CloudFormation does, %s', (_what, change, refusals) => {
    expect(refusalsOf(deployed, change)).toEqual(refusals);
  });

  test('refuse an import before its export', () => {
    expect(refusalsOf(new Map(), { stack: 'Api', template: importing })).toEqual([
      'Api imports Data:Name, which no stack exports',
    ]);
  });

  test('let go what nobody imports any more', () => {
    const left = new Map([...deployed, ['Api', {}]] as const);
    expect(refusalsOf(left, { stack: 'Data', template: {} })).toEqual([]);
  });
});
