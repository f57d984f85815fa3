import { AwsError } from '../aws/aws-error.ts';
import type { AwsService, Operation } from '../aws/aws-service.ts';
import { callers } from '../aws/caller.ts';
import { needsOf, type ArnContext } from './needs.ts';
import type { Policies } from './policies.ts';
import { isAllowed, type Need } from './statement.ts';

const denied = (roleArn: string, functionName: string, { action, resource }: Need): AwsError => {
  const who = roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const what = resource === undefined ? '' : ` on resource: ${resource}`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${who}/${functionName} is not authorized to perform: ${action}${what} ` +
      `because no identity-based policy allows the ${action} action`,
  );
};

/** The same service, which serves a function only what the policies of its role allow; outside clients may do all. */
export const guardService = (service: AwsService, policies: Policies, context: ArnContext): AwsService => {
  /** By role and action, then by resource: what was decided holds as long as the template. */
  const decided = new Map<string, Map<string | undefined, boolean>>();

  const allows = (roleArn: string, need: Need): boolean => {
    const key = `${roleArn} ${need.action}`;
    const byResource = decided.get(key) ?? new Map<string | undefined, boolean>();
    const known = byResource.get(need.resource) ?? isAllowed(policies.get(roleArn) ?? [], need);
    // Names of executions are in some resources: those would be remembered for ever.
    if (need.resource?.includes(':execution:')) return known;
    byResource.set(need.resource, known);
    decided.set(key, byResource);
    return known;
  };

  const guarded =
    (name: string, operation: Operation): Operation =>
    async (input) => {
      const caller = callers.getStore();
      if (caller) {
        const needs = needsOf(service.target, name, input, context);
        const missing = needs.find((need) => !allows(caller.roleArn, need));
        if (missing) throw denied(caller.roleArn, caller.functionName, missing);
      }
      // What a service does on and on, timers above all, is its own and no longer the caller's.
      return callers.run(undefined, () => operation(input));
    };

  return {
    ...service,
    operations: Object.fromEntries(
      Object.entries(service.operations).map(([name, operation]) => [name, guarded(name, operation)]),
    ),
  };
};
