import { AwsError } from '../aws/aws-error.ts';
import type { AwsService, Operation } from '../aws/aws-service.ts';
import { sessionArnOf, type Caller } from '../aws/caller.ts';
import { needsOf, type ArnContext } from './needs.ts';
import type { Policies } from './policies.ts';
import { isAllowed, type Need } from './statement.ts';

/** What the policies of the template's roles allow. */
export type Guard = {
  /** @throws AwsError AccessDeniedException where a caller's role does not allow all of it; nobody's calls may do all */
  readonly check: (caller: Caller | undefined, needs: () => readonly Need[]) => void;
  /** The same service, which serves a function only what the policies of its role allow. */
  readonly service: (service: AwsService) => AwsService;
};

type Deps = {
  readonly policies: Policies;
  readonly context: ArnContext;
  /** Told of each call that is refused, in one line: a function's own log says its error's name only. */
  readonly onDenied: (line: string) => void;
};

const denied = (caller: Caller, { action, resource }: Need): AwsError => {
  const what = resource === undefined ? '' : ` on resource: ${resource}`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${sessionArnOf(caller)} is not authorized to perform: ${action}${what} ` +
      `because no identity-based policy allows the ${action} action`,
  );
};

/** Decides by the policies of roles, and remembers: what was decided holds as long as the template. */
export const makeGuard = ({ policies, context, onDenied }: Deps): Guard => {
  /** By role and action, then by resource. */
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

  const check: Guard['check'] = (caller, needs) => {
    if (!caller) return;
    const missing = needs().find((need) => !allows(caller.roleArn, need));
    if (!missing) return;
    const error = denied(caller, missing);
    onDenied(error.message);
    throw error;
  };

  const guarded =
    (target: string, name: string, operation: Operation): Operation =>
    async (input, caller) => {
      check(caller, () => needsOf(target, name, input, context));
      return operation(input, caller);
    };

  return {
    check,
    service: (service) => ({
      ...service,
      operations: Object.fromEntries(
        Object.entries(service.operations).map(([name, operation]) => [name, guarded(service.target, name, operation)]),
      ),
    }),
  };
};
