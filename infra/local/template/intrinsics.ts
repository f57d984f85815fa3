/** What the intrinsic functions of one stack refer to. Names that do not exist are refused by these functions. */
export type Scope = {
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly imported: (name: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, first: string, second: string) => unknown;
};

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** `AWS::NoValue`: the property or element that holds it is left out. */
export const noValue = Symbol('AWS::NoValue');

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`expected text, found ${JSON.stringify(value)}`);
};

const list = (value: unknown, scope: Scope): readonly unknown[] => {
  const resolved = resolve(value, scope);
  if (!Array.isArray(resolved)) throw new TypeError(`expected a list, found ${JSON.stringify(value)}`);
  return resolved;
};

const texts = (value: unknown, scope: Scope): readonly string[] => list(value, scope).map(text);

const attribute: Intrinsic = (argument, scope) => {
  const path = typeof argument === 'string' ? argument.split('.') : texts(argument, scope);
  return scope.attribute(path[0] ?? '', path.slice(1).join('.'));
};

const substitute: Intrinsic = (argument, scope) => {
  const [template, given = {}] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
  const own = new Map(Object.entries(given as object));
  return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (own.has(name)) return text(resolve(own.get(name), scope));
    const [id = '', ...rest] = name.split('.');
    return text(rest.length > 0 ? scope.attribute(id, rest.join('.')) : scope.ref(name));
  });
};

const choose: Intrinsic = (argument, scope) => {
  const [name, yes, no] = argument as readonly [string, unknown, unknown];
  return resolve(scope.condition(name) ? yes : no, scope);
};

const join: Intrinsic = (argument, scope) => {
  const [delimiter, values] = argument as readonly [string, unknown];
  return texts(values, scope).join(delimiter);
};

const select: Intrinsic = (argument, scope) => {
  const [index, values] = argument as readonly [unknown, unknown];
  return list(values, scope)[Number(index)];
};

const split: Intrinsic = (argument, scope) => {
  const [delimiter, source] = argument as readonly [string, unknown];
  return text(resolve(source, scope)).split(delimiter);
};

const find: Intrinsic = (argument, scope) => {
  const [map = '', first = '', second = ''] = texts(argument, scope);
  return scope.mapping(map, first, second);
};

const truths = (argument: unknown, scope: Scope): readonly unknown[] => list(argument, scope);

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  Condition: (argument, scope) => scope.condition(text(argument)),
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::ImportValue': (argument, scope) => scope.imported(text(resolve(argument, scope))),
  'Fn::FindInMap': find,
  'Fn::If': choose,
  'Fn::Equals': (argument, scope) => {
    const [one, other] = list(argument, scope);
    return one === other;
  },
  'Fn::And': (argument, scope) => truths(argument, scope).every((value) => value === true),
  'Fn::Or': (argument, scope) => truths(argument, scope).some((value) => value === true),
  'Fn::Not': (argument, scope) => truths(argument, scope)[0] !== true,
};

const intrinsicOf = (value: object): readonly [Intrinsic, unknown] | undefined => {
  const [[name, argument] = ['', undefined], another] = Object.entries(value);
  if (another || !(name === 'Ref' || name.startsWith('Fn::') || name === 'Condition')) return undefined;
  // A policy statement may be an object with `Condition` alone; only a condition's name makes it an intrinsic.
  if (name === 'Condition' && typeof argument !== 'string') return undefined;
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new TypeError(`${name} has no local life`);
  return [intrinsic, argument];
};

/**
 * Resolves every intrinsic function in a value of a template.
 * @throws TypeError for a function that is not known or an argument that does not fit.
 */
export const resolve = (value: unknown, scope: Scope): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => resolve(each, scope)).filter((each) => each !== noValue);
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return intrinsic[0](intrinsic[1], scope);
  const entries = Object.entries(value).map(([key, each]) => [key, resolve(each, scope)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== noValue));
};
