import { CfnCondition, CfnParameter, Fn, type ICfnRuleConditionExpression, type Stack } from 'aws-cdk-lib';

/** What a property is while what a stack keeps is protected, and until then. */
type Protection = (protecting: unknown, free: unknown) => ICfnRuleConditionExpression;

/**
 * Deletion protection, as a parameter of the stack. Off at first: what refuses to be deleted would outlive a first deployment
 * that rolls back. Turned on once, after it: `cdk deploy … --parameters <stack>:Protection=on`. CloudFormation keeps the
 * value, and CDK hands it on with every later deployment, so that nobody has to remember it.
 */
export const addProtection = (stack: Stack): Protection => {
  const parameter = new CfnParameter(stack, 'Protection', {
    description: 'on: what this stack keeps refuses to be deleted. Turn it on once the first deployment is through.',
    allowedValues: ['off', 'on'],
    default: 'off',
  });
  const isOn = new CfnCondition(stack, 'IsProtected', { expression: Fn.conditionEquals(parameter, 'on') });
  return (protecting, free) => Fn.conditionIf(isOn.logicalId, protecting, free);
};
