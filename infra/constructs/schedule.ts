import { PolicyStatement, Effect, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/** Calls a sweep on a schedule; the next tick is its retry. */
export const addSchedule = (scope: Construct, name: string, target: ServiceFunction, expression: string): void => {
  const role = new Role(scope, `${name}Caller`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['lambda:InvokeFunction'],
      resources: [target.functionArn],
    }),
  );
  new CfnSchedule(scope, `${name}Schedule`, {
    flexibleTimeWindow: { mode: 'OFF' },
    scheduleExpression: expression,
    target: { arn: target.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 0 } },
  });
};
