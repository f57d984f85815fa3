import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import type { Policies } from './policies.ts';
import { isAllowed } from './statement.ts';

const arnText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every ARN of a function in a value, however deep. */
const functionArnsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^arn:aws:lambda:[^:]+:\d+:function:[\w-]+/.exec(value)?.slice(0, 1) ?? [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(functionArnsIn) : [];
};

const byRole = (resource: Resource, roleArn: unknown, functions: readonly string[], policies: Policies): void => {
  const statements = policies.get(arnText(roleArn)) ?? [];
  const missing = functions.find((arn) => !isAllowed(statements, { action: 'lambda:InvokeFunction', resource: arn }));
  if (missing === undefined) return;
  throw new RuntimeRefusal(`${resource.stack}/${resource.logicalId}: its role may not invoke ${missing}`);
};

/** Functions that a service may invoke by their own policies; a name stands for its ARN's end. */
const permitted = (template: LoadedTemplate, principal: string): ReadonlySet<string> =>
  new Set(
    template
      .ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties['Principal'] === principal)
      .map(({ properties }) => arnText(properties['FunctionName']).replace(/^.*:function:/, '')),
  );

const byPermission = (template: LoadedTemplate, principal: string, resource: Resource, functionArn: string): void => {
  if (permitted(template, principal).has(functionArn.replace(/^.*:function:/, ''))) return;
  throw new RuntimeRefusal(`${resource.stack}/${resource.logicalId}: ${principal} may not invoke ${functionArn}`);
};

/**
 * Checks that what invokes functions may: machines and schedules by their role, routes and rules by the function's
 * own permission.
 * @throws RuntimeRefusal naming the first that would be refused on AWS.
 */
export const checkTriggers = (template: LoadedTemplate, policies: Policies): void => {
  for (const machine of template.ofType('AWS::StepFunctions::StateMachine')) {
    const { DefinitionString, DefinitionSubstitutions, RoleArn } = machine.properties;
    byRole(
      machine,
      RoleArn,
      functionArnsIn([JSON.parse(arnText(DefinitionString)), DefinitionSubstitutions]),
      policies,
    );
  }
  for (const schedule of template.ofType('AWS::Scheduler::Schedule')) {
    const target = schedule.properties['Target'] as { readonly Arn: string; readonly RoleArn: string };
    byRole(schedule, target.RoleArn, [target.Arn], policies);
  }
  for (const integration of template.ofType('AWS::ApiGatewayV2::Integration')) {
    const uri = arnText(integration.properties['IntegrationUri']);
    byPermission(template, 'apigateway.amazonaws.com', integration, uri);
  }
  for (const rule of template.ofType('AWS::Events::Rule')) {
    const targets = (rule.properties['Targets'] ?? []) as readonly { readonly Arn: string }[];
    for (const { Arn } of targets) byPermission(template, 'events.amazonaws.com', rule, Arn);
  }
};
