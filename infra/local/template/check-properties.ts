import { RuntimeRefusal } from '../refusal.ts';
import { knownTypes } from './known-types.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first property path that the table does not name, or nothing. */
const unknownPath = (value: unknown, path: string, names: readonly string[]): string | undefined => {
  if (names.includes(path)) return undefined;
  if (!names.some((name) => name.startsWith(`${path}.`))) return path;
  const parts = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return parts
    .filter(isObject)
    .flatMap((part) => Object.entries(part))
    .map(([key, member]) => unknownPath(member, `${path}.${key}`, names))
    .find((found) => found !== undefined);
};

const refuse = (where: string, type: string, why: string): never => {
  throw new RuntimeRefusal(`${where}: ${type} has no local life (${why})`);
};

/**
 * Checks that a resource, its properties resolved, is one that the runtime knows.
 * @throws RuntimeRefusal naming the stack, the resource, its type and the first property that is not known.
 */
export const checkProperties = (where: string, type: string, properties: Readonly<Record<string, unknown>>): void => {
  const known = Object.hasOwn(knownTypes, type) ? knownTypes[type] : undefined;
  if (!known) return refuse(where, type, 'resource type');
  const names = [...known.honoured, ...known.accepted];
  for (const [name, value] of Object.entries(properties)) {
    const unknown = unknownPath(value, name, names);
    if (unknown !== undefined) refuse(where, type, `property ${unknown}`);
    const only = known.only?.[name];
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (only && !only.includes(String(each))) refuse(where, type, `${name} ${String(each)}, only ${only.join(', ')}`);
    }
  }
};
