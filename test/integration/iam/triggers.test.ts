import { describe, expect, test } from '@jest/globals';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { checkTriggers } from '../../../infra/local/iam/check-triggers.ts';
import { policiesOf } from '../../../infra/local/iam/policies.ts';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { readAssembly } from '../../../infra/local/template/assembly.ts';
import { loadTemplate, type LoadedTemplate } from '../../../infra/local/template/load-template.ts';

const whole = loadTemplate(readAssembly(assemblyFolder), { account: '0', apiUrl: 'http://local', versionOf: () => 1 });

const without = ({ resources, outputs }: LoadedTemplate, logicalId: string): LoadedTemplate => {
  const left = resources.filter((each) => each.logicalId !== logicalId);
  return { resources: left, outputs, ofType: (type) => left.filter((each) => each.type === type) };
};

const check = (template: LoadedTemplate) => () => {
  checkTriggers(template, policiesOf(template));
};

const invoking = whole
  .ofType('AWS::IAM::Policy')
  .filter(({ properties }) => JSON.stringify(properties).includes('lambda:InvokeFunction'));
const permissions = whole.ofType('AWS::Lambda::Permission');

describe('what invokes functions', () => {
  test('may, with the whole template', () => {
    expect(check(whole)).not.toThrow();
    expect(permissions.length).toBeGreaterThan(whole.ofType('AWS::ApiGatewayV2::Integration').length);
  });

  test.each(permissions.map(({ logicalId }) => logicalId))('may not without the permission %s', (logicalId) => {
    expect(check(without(whole, logicalId))).toThrow(RuntimeRefusal);
  });

  test.each(invoking.map(({ logicalId }) => logicalId))('may not without the policy %s', (logicalId) => {
    expect(check(without(whole, logicalId))).toThrow(/its role may not invoke/);
  });
});
