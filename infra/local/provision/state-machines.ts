import { AwsError } from '../aws/aws-error.ts';
import { RuntimeRefusal } from '../refusal.ts';
import type { States } from '../states/states.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Engine = Pick<States, 'ensureStateMachine' | 'ensureVersion' | 'ensureAlias'>;

type Routing = readonly { readonly StateMachineVersionArn: string; readonly Weight: number }[];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The definition with its `${Substitutions}` filled in, as CloudFormation does. */
const definitionOf = ({ DefinitionString, DefinitionSubstitutions }: Readonly<Record<string, unknown>>): string => {
  const substitutions = (DefinitionSubstitutions ?? {}) as Readonly<Record<string, unknown>>;
  return textOf(DefinitionString).replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? String(substitutions[name]) : whole,
  );
};

const explained = async <T>({ stack, logicalId }: Resource, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AwsError) throw new RuntimeRefusal(`${stack}/${logicalId}: ${error.code}: ${error.message}`);
    throw error;
  }
};

const ensureMachine = (engine: Engine, machine: Resource): Promise<unknown> =>
  explained(
    machine,
    engine.ensureStateMachine({
      name: machine.attributes['Name'] ?? '',
      definition: definitionOf(machine.properties),
      roleArn: textOf(machine.properties['RoleArn']),
    }),
  );

/**
 * Brings the engine to the state machines, versions and aliases of the template.
 * @throws RuntimeRefusal for a definition that the engine does not take.
 */
export const provisionStateMachines = async (template: LoadedTemplate, engine: Engine): Promise<void> => {
  for (const machine of template.ofType('AWS::StepFunctions::StateMachine')) await ensureMachine(engine, machine);

  // The engine numbers versions itself, and counts those that clients published too.
  const published = new Map<string, string>();
  for (const version of template.ofType('AWS::StepFunctions::StateMachineVersion')) {
    const stateMachineArn = textOf(version.properties['StateMachineArn']);
    const description = version.properties['Description'];
    const spec = { stateMachineArn, ...(typeof description === 'string' ? { description } : {}) };
    published.set(version.ref, (await explained(version, engine.ensureVersion(spec))).arn);
  }

  for (const alias of template.ofType('AWS::StepFunctions::StateMachineAlias')) {
    const routing = alias.properties['RoutingConfiguration'] as Routing;
    const work = engine.ensureAlias({
      stateMachineArn: alias.ref.replace(/:[^:]+$/, ''),
      name: alias.ref.replace(/^.*:/, ''),
      routing: routing.map(({ StateMachineVersionArn: arn, Weight: weight }) => ({
        stateMachineVersionArn: published.get(arn) ?? arn,
        weight,
      })),
    });
    await explained(alias, work);
  }
};
