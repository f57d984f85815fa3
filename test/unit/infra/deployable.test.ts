import { expect, test } from '@jest/globals';
import { allResources, resourcesOf, stacks, templateText } from '../../support/template.ts';

/** Longer than what a reference becomes when it is deployed. */
const deployed = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const { 'Fn::Join': join } = value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] };
  if (join) return join[1].map(deployed).join(join[0]);
  if ('Ref' in value || 'Fn::GetAtt' in value || 'Fn::ImportValue' in value) return 'x'.repeat(120);
  const parts = Object.entries(value).map(([key, below]) => `"${key}":"${deployed(below)}"`);
  return parts.join(',');
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
test.each(stacks)('%s is under the limits of CloudFormation: size, resources', (stack) => {
  expect(Buffer.byteLength(templateText(stack))).toBeLessThan(1_000_000);
  expect(allResources().filter((each) => each.stack === stack).length).toBeLessThan(450);
});

test('no policy, pattern or environment is longer than AWS takes', () => {
  const longer = (type: string, property: string, most: number) =>
    resourcesOf(type).flatMap(({ id, properties }) => (deployed(properties[property]).length > most ? [id] : []));
  expect(longer('AWS::IAM::Policy', 'PolicyDocument', 10_240)).toEqual([]);
  expect(longer('AWS::Events::Rule', 'EventPattern', 2_048)).toEqual([]);
  expect(longer('AWS::Lambda::Function', 'Environment', 4_096)).toEqual([]);
});
