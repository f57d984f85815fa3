import { invalid } from '../errors.ts';
import { type AttributeValue, type Item, type Kind, kindOf, makeSet, setOf } from '../values/attribute-value.ts';
import { addNumbers } from '../values/number.ts';
import { assign } from './assign.ts';
import type { Bindings } from './bindings.ts';
import { makeProjection, refuseOverlaps, valueAt } from './document.ts';
import { putAt, removeAt } from './edit.ts';
import { fault } from './fault.ts';
import type { Path, RawUpdate } from './syntax.ts';

export type Update = {
  /** Every place that the expression writes or removes. */
  readonly paths: readonly Path[];
  /** What UPDATED_OLD and UPDATED_NEW show of an item: each attribute in which one of those places is there, whole. */
  readonly show: (item: Item) => Item;
  /** The item after the update. @throws ValidationException where a path or a kind does not fit this item */
  readonly apply: (item: Item) => Item;
};

/** What one clause does to a place, read from the item as it was: a value to put there, or nothing to remove it. */
type Change = { readonly path: Path; readonly read: (item: Item) => AttributeValue | undefined };

const kindNames: Readonly<Record<Kind, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  M: 'MAP',
  L: 'LIST',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
};

/** Makes a parsed update ready to run with the names and values of one request. @throws ValidationException */
export const bindUpdate = (raw: RawUpdate, bindings: Bindings): Update => {
  const pathOf = (one: { readonly path: Path }): Path => bindings.path('UpdateExpression', one.path);
  const paths = [...raw.SET, ...raw.REMOVE, ...raw.ADD, ...raw.DELETE].map(pathOf);
  refuseOverlaps('UpdateExpression', paths);
  const changes: readonly Change[] = [
    ...raw.SET.map((one) => ({ path: pathOf(one), read: assign(one.to, bindings) })),
    ...raw.REMOVE.map((one) => ({ path: pathOf(one), read: () => undefined })),
    ...raw.ADD.map((one) => added(pathOf(one), operandOf('ADD', one.name, bindings))),
    ...raw.DELETE.map((one) => taken(pathOf(one), operandOf('DELETE', one.name, bindings))),
  ];
  const ordered = changes.toSorted((a, b) => comparePaths(a.path, b.path));
  const show = (item: Item): Item => {
    const there = paths.filter((path) => valueAt(item, path) !== undefined);
    return makeProjection(there.map(([top]): Path => [top]))(item);
  };
  return { paths, show, apply: (item) => run(ordered, item) };
};

/** Puts go first, by rising position, so that appended elements keep their order; removals follow from the back. */
const run = (changes: readonly Change[], item: Item): Item => {
  const done = changes.map(({ path, read }) => ({ path, value: read(item) }));
  let result = item;
  for (const { path, value } of done) if (value) result = putAt(result, path, value);
  for (const { path, value } of done.toReversed()) if (!value) result = removeAt(result, path);
  return result;
};

const comparePaths = (a: Path, b: Path): number => {
  for (const [at, step] of a.entries()) {
    const other = b[at];
    if (step === other) continue;
    if (other === undefined) return 1;
    return typeof step === 'number' && typeof other === 'number' ? step - other : String(step) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
};

const operandOf = (operator: 'ADD' | 'DELETE', name: string, bindings: Bindings): AttributeValue => {
  const value = bindings.value('UpdateExpression', name);
  if (setOf(value) || (operator === 'ADD' && 'N' in value)) return value;
  throw fault(
    'UpdateExpression',
    `Incorrect operand type for operator or function; operator: ${operator}, ` +
      `operand type: ${kindNames[kindOf(value)]}, typeSet: ALLOWED_FOR_${operator}_OPERAND`,
  );
};

const wrongKind = (): Error => invalid('An operand in the update expression has an incorrect data type');

const added = (path: Path, value: AttributeValue): Change => ({
  path,
  read: (item) => {
    const old = valueAt(item, path);
    if (!old) return value;
    if ('N' in old && 'N' in value) return { N: addNumbers(old.N, value.N, 1) };
    const [set, more] = [setOf(old), setOf(value)];
    if (!set || set.kind !== more?.kind) throw wrongKind();
    return makeSet(set.kind, [...new Set([...set.elements, ...more.elements])]);
  },
});

const taken = (path: Path, value: AttributeValue): Change => ({
  path,
  read: (item) => {
    const old = valueAt(item, path);
    if (!old) return undefined;
    const [set, less] = [setOf(old), setOf(value)];
    if (!set || set.kind !== less?.kind) throw wrongKind();
    const gone = new Set(less.elements);
    const left = set.elements.filter((element) => !gone.has(element));
    return left.length > 0 ? makeSet(set.kind, left) : undefined;
  },
});
