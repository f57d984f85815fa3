import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import type { Statement } from './statement.ts';

/** Role ARN → its statements. */
export type Policies = ReadonlyMap<string, readonly Statement[]>;

type Properties = Readonly<Record<string, unknown>>;

const texts = (value: unknown): readonly string[] => [value].flat().map(String);

const knownMembers = new Set(['Sid', 'Effect', 'Action', 'Resource']);

const statementOf = (where: string, given: Properties): Statement => {
  const unknown = Object.keys(given).find((name) => !knownMembers.has(name));
  if (unknown !== undefined) throw new RuntimeRefusal(`${where}: ${unknown} in a policy has no local life`);
  return {
    effect: given['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    actions: texts(given['Action']),
    resources: texts(given['Resource']),
  };
};

const statementsIn = ({ stack, logicalId }: Resource, document: unknown): readonly Statement[] => {
  const statements = [(document as Properties)['Statement']].flat() as readonly Properties[];
  return statements.map((each) => statementOf(`${stack}/${logicalId}`, each));
};

const rolesOf = ({ properties }: Resource): readonly string[] => (properties['Roles'] ?? []) as readonly string[];

/**
 * The identity policies of the template's roles. Policies that AWS manages allow nothing that has a local life.
 * @throws RuntimeRefusal for what has no local life, such as a condition.
 */
export const policiesOf = (template: LoadedTemplate): Policies => {
  const managed = template.ofType('AWS::IAM::ManagedPolicy');
  const attached = [...template.ofType('AWS::IAM::Policy'), ...managed];
  return new Map(
    template.ofType('AWS::IAM::Role').map((role) => {
      const inline = (role.properties['Policies'] ?? []) as readonly Properties[];
      const arns = (role.properties['ManagedPolicyArns'] ?? []) as readonly string[];
      const policies = attached.filter((policy) => rolesOf(policy).includes(role.ref) || arns.includes(policy.ref));
      return [
        role.attributes['Arn'] ?? '',
        [
          ...inline.flatMap((each) => statementsIn(role, each['PolicyDocument'])),
          ...policies.flatMap((each) => statementsIn(each, each.properties['PolicyDocument'])),
        ],
      ] as const;
    }),
  );
};
