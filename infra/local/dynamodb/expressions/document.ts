import { type AttributeValue, attributeOf, emptyItem, type Item } from '../values/attribute-value.ts';
import { type ExpressionName, fault } from './fault.ts';
import type { Path } from './syntax.ts';

type Step = string | number;

const child = (value: AttributeValue, step: Step): AttributeValue | undefined => {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attributeOf(value.M, step) : undefined;
};

/** What stands at a path, if anything does. */
export const valueAt = (item: Item, [top, ...steps]: Path): AttributeValue | undefined => {
  let value = attributeOf(item, top);
  for (const step of steps) {
    if (value === undefined) return undefined;
    value = child(value, step);
  }
  return value;
};

/** A path as error messages write it. */
export const showPath = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

/** @throws ValidationException where one path lies within another, or two take one place for a map and for a list. */
export const refuseOverlaps = (expression: ExpressionName, paths: readonly Path[]): void => {
  for (const [at, path] of paths.entries()) {
    for (const other of paths.slice(0, at)) {
      const problem = clash(other, path);
      if (!problem) continue;
      throw fault(
        expression,
        `Two document paths ${problem} with each other; must remove or rewrite one of these paths; ` +
          `path one: ${showPath(other)}, path two: ${showPath(path)}`,
      );
    }
  }
};

const clash = (a: Path, b: Path): 'overlap' | 'conflict' | undefined => {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (typeof a[at] !== typeof b[at]) return 'conflict';
    if (a[at] !== b[at]) return undefined;
  }
  return 'overlap';
};

/** A tree of the wanted places: `true` takes all that stands there. */
type Wanted = true | Map<Step, Wanted>;

const want = (tree: Map<Step, Wanted>, [step, ...rest]: readonly Step[]): void => {
  if (step === undefined) return;
  if (rest.length === 0) {
    tree.set(step, true);
    return;
  }
  const known = tree.get(step);
  const branch = known instanceof Map ? known : new Map<Step, Wanted>();
  tree.set(step, branch);
  want(branch, rest);
};

const pick = (value: AttributeValue, wanted: Wanted): AttributeValue | undefined => {
  if (wanted === true) return value;
  if ('M' in value) {
    const part = pickNames(value.M, wanted);
    return Object.keys(part).length > 0 ? { M: part } : undefined;
  }
  if (!('L' in value)) return undefined;
  const part = value.L.flatMap((one, at) => {
    const inner = wanted.get(at);
    return (inner && pick(one, inner)) ?? [];
  });
  return part.length > 0 ? { L: part } : undefined;
};

const pickNames = (item: Item, wanted: Map<Step, Wanted>): Item => {
  const part = emptyItem();
  for (const [name, inner] of wanted) {
    const value = typeof name === 'string' ? attributeOf(item, name) : undefined;
    const picked = value && pick(value, inner);
    if (picked && typeof name === 'string') part[name] = picked;
  }
  return part;
};

/** A function that keeps only what stands at the paths; elements of one list close up in their order. */
export const makeProjection = (paths: readonly Path[]): ((item: Item) => Item) => {
  const tree = new Map<Step, Wanted>();
  for (const path of paths) want(tree, path);
  return (item) => pickNames(item, tree);
};
