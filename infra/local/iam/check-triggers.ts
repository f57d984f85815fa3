import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import type { Policies } from './policies.ts';
import { isAllowed, matches } from './statement.ts';

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

const functionName = (arn: unknown): string => arnText(arn).replace(/^.*:function:/, '');

/** Whether the function's own policy lets a service invoke it on behalf of this source. */
const isPermitted = (template: LoadedTemplate, principal: string, functionArn: string, source: string): boolean =>
  template
    .ofType('AWS::Lambda::Permission')
    .filter(({ properties }) => properties['Principal'] === principal)
    .filter(({ properties }) => functionName(properties['FunctionName']) === functionName(functionArn))
    .some(({ properties }) => matches(arnText(properties['SourceArn'] ?? '*'), source));

/** As API Gateway names what it invokes for: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const sourceOf = ({ properties }: Resource, functionArn: string): string => {
  const [, , , region = '', account = ''] = functionArn.split(':');
  const route = arnText(properties['RouteKey']).replace(' ', '');
  return `arn:aws:execute-api:${region}:${account}:${arnText(properties['ApiId'])}/$default/${route}`;
};

const checkRoutes = (template: LoadedTemplate): void => {
  const integrations = new Map(
    template.ofType('AWS::ApiGatewayV2::Integration').map(({ ref, properties }) => [`integrations/${ref}`, properties]),
  );
  for (const route of template.ofType('AWS::ApiGatewayV2::Route')) {
    const { stack, logicalId, properties } = route;
    const functionArn = arnText(integrations.get(arnText(properties['Target']))?.['IntegrationUri']);
    if (isPermitted(template, 'apigateway.amazonaws.com', functionArn, sourceOf(route, functionArn))) continue;
    throw new RuntimeRefusal(`${stack}/${logicalId}: apigateway.amazonaws.com may not invoke ${functionArn}`);
  }
};

const checkRules = (template: LoadedTemplate): void => {
  for (const { stack, logicalId, attributes, properties } of template.ofType('AWS::Events::Rule')) {
    const targets = (properties['Targets'] ?? []) as readonly { readonly Arn: string }[];
    const refused = targets.find(
      ({ Arn }) => !isPermitted(template, 'events.amazonaws.com', Arn, attributes['Arn'] ?? ''),
    );
    if (!refused) continue;
    throw new RuntimeRefusal(`${stack}/${logicalId}: events.amazonaws.com may not invoke ${refused.Arn}`);
  }
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
  checkRoutes(template);
  checkRules(template);
};
