import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';

/**
 * Exports a value under a name of its own, and gives it as other stacks import it. What a stack exports is a fixed set:
 * CloudFormation refuses to take an export away, or to change it, while a deployed stack imports it. CDK’s own exports come
 * and go with whoever refers to them, so that one value of the configuration could hold two stacks against each other.
 */
export const exported = (stack: Stack, name: string, value: string): string => {
  const exportName = `${stack.stackName}:${name}`;
  new CfnOutput(stack, name, { value, exportName });
  return Fn.importValue(exportName);
};
