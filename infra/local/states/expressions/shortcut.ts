import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Scope } from './scope.ts';

/** What an expression gives, found without JSONata; undefined where only JSONata can say. */
export type Shortcut = (scope: Scope) => { readonly value: Json } | undefined;

type Node = Readonly<Record<string, unknown>>;

/** Whether a node is of a type and has nothing (a predicate, a grouping …) that would change its meaning. */
const isBare = (node: unknown, type: string, ...members: readonly string[]): node is Node =>
  isJsonObject(node) &&
  node.type === type &&
  Object.keys(node).every((key) => key === 'type' || key === 'position' || members.includes(key));

const namesOf = (ast: unknown): readonly string[] | undefined => {
  const steps: readonly unknown[] = isBare(ast, 'path', 'steps') && Array.isArray(ast['steps']) ? ast['steps'] : [ast];
  const [variable, ...names] = steps;
  if (!isBare(variable, 'variable', 'value') || !names.every((step) => isBare(step, 'name', 'value'))) return undefined;
  return [variable, ...names].map(({ value }) => String(value));
};

/** Follows names through objects. Arrays and what is missing have rules of their own: JSONata's business. */
const follow = (names: readonly string[], scope: Scope): Json | undefined => {
  let value: unknown = scope;
  for (const name of names) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return Array.isArray(value) ? undefined : (value as Json);
};

const stringsIn = (ast: unknown): readonly string[] | undefined => {
  const nodes = isBare(ast, 'unary', 'value', 'expressions') && ast['value'] === '[' ? ast['expressions'] : [ast];
  if (!Array.isArray(nodes) || !nodes.every((node) => isBare(node, 'string', 'value'))) return undefined;
  return nodes.map(({ value }) => String(value));
};

/**
 * The two shapes that pathways are full of: a path of names, and a path compared with strings (`=`, `in`). JSONata takes
 * 10 µs for each, and one advance of a pathway evaluates about fifteen of them.
 */
export const shortcutOf = (ast: unknown): Shortcut | undefined => {
  const names = namesOf(ast);
  if (names) {
    return (scope) => {
      const value = follow(names, scope);
      return value === undefined ? undefined : { value };
    };
  }
  if (!isBare(ast, 'binary', 'value', 'lhs', 'rhs')) return undefined;
  const { value: operator, lhs, rhs } = ast;
  const isList = isJsonObject(rhs) && rhs.type === 'unary';
  const [left, strings] = [namesOf(lhs), stringsIn(rhs)];
  if (!left || !strings || operator !== (isList ? 'in' : '=')) return undefined;
  return (scope) => {
    const value = follow(left, scope);
    return typeof value === 'string' ? { value: strings.includes(value) } : undefined;
  };
};
