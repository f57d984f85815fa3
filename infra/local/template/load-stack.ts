import { RuntimeRefusal } from '../refusal.ts';
import type { Stack } from './assembly.ts';
import { checkProperties } from './check-properties.ts';
import { identify, type Identity, type Named } from './identities.ts';
import { noValue, resolve, type Scope } from './intrinsics.ts';

/** A resource of a template, everything in it resolved. */
export type Resource = Identity & {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** What is the same for every stack that is loaded. */
export type Surroundings = Pick<Named, 'account' | 'apiUrl' | 'versionOf'>;

type Loaded = { readonly resources: readonly Resource[]; readonly outputs: Readonly<Record<string, unknown>> };

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Remembers what `make` gives for a name, and refuses a name that needs itself. */
const once = <T>(make: (name: string) => T, where: (name: string) => string): ((name: string) => T) => {
  const made = new Map<string, T>();
  const under = new Set<string>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (under.has(name)) throw new RuntimeRefusal(`${where(name)}: refers to itself, directly or through others`);
    under.add(name);
    const value = make(name);
    made.set(name, value);
    return value;
  };
};

const pseudo = (stack: Stack, account: string): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['AWS::AccountId', account],
    ['AWS::NoValue', noValue],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', stack.region],
    ['AWS::StackId', `arn:aws:cloudformation:${stack.region}:${account}:stack/${stack.name}/local`],
    ['AWS::StackName', stack.name],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);

/**
 * Resolves one stack: its resources in an order in which each comes after those that it refers to, and its outputs.
 * Its exports are added to `exports`, from which its imports are read.
 * @throws RuntimeRefusal for what has no local life and for a reference that leads nowhere.
 */
export const loadStack = (stack: Stack, surroundings: Surroundings, exports: Map<string, unknown>): Loaded => {
  const { template, region } = stack;
  const resources: Resource[] = [];
  const where = (logicalId: string) => `${stack.name}/${logicalId}`;
  const names = pseudo(stack, surroundings.account);
  const refuse = (what: string): never => {
    throw new RuntimeRefusal(`${stack.name}: ${what}`);
  };

  const explained = (name: string, value: unknown): unknown => {
    try {
      return resolve(value, scope);
    } catch (error) {
      if (error instanceof TypeError) throw new RuntimeRefusal(`${where(name)}: ${error.message}`);
      throw error;
    }
  };

  const condition = once((name) => ({ holds: explained(name, template.Conditions[name]) === true }), where);

  const resource = once((logicalId): Resource => {
    const { Type: type, Properties, DependsOn } = template.Resources[logicalId] ?? refuse(`no resource ${logicalId}`);
    for (const other of asList(DependsOn)) if (isWanted(other)) resource(other);
    const properties = explained(logicalId, Properties) as Readonly<Record<string, unknown>>;
    checkProperties(where(logicalId), type, properties);
    const identity = identify(type, { ...surroundings, stack: stack.name, logicalId, region, properties });
    const loaded = { ...identity, stack: stack.name, logicalId, type, properties };
    resources.push(loaded);
    return loaded;
  }, where);

  const isWanted = (logicalId: string): boolean => {
    const named = template.Resources[logicalId]?.Condition;
    return named === undefined || condition(named).holds;
  };

  const scope: Scope = {
    ref: (name) => {
      if (names.has(name)) return names.get(name);
      const parameter = template.Parameters[name];
      if (parameter) return parameter.Default ?? refuse(`parameter ${name} has no default`);
      return resource(name).ref;
    },
    attribute: (logicalId, name) =>
      resource(logicalId).attributes[name] ?? refuse(`${logicalId} has no local attribute ${name}`),
    imported: (name) => exports.get(name) ?? refuse(`no stack exports ${name}`),
    condition: (name) => condition(name).holds,
    mapping: (map, first, second) =>
      template.Mappings[map]?.[first]?.[second] ?? refuse(`no mapping ${map}.${first}.${second}`),
  };

  for (const logicalId of Object.keys(template.Resources)) if (isWanted(logicalId)) resource(logicalId);

  const outputs: Record<string, unknown> = {};
  for (const [name, output] of Object.entries(template.Outputs)) {
    if (output.Condition !== undefined && !condition(output.Condition).holds) continue;
    outputs[name] = explained(name, output.Value);
    if (output.Export) exports.set(String(explained(name, output.Export.Name)), outputs[name]);
  }
  return { resources, outputs };
};
