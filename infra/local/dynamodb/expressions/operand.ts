import { type AttributeValue, type Item, type Kind, kindOf, setOf } from '../values/attribute-value.ts';
import type { Bindings } from './bindings.ts';
import { showPath, valueAt } from './document.ts';
import { type ExpressionName, fault } from './fault.ts';
import type { Path, RawOperand } from './syntax.ts';

/** An operand ready to be read from an item; what is known beforehand serves the checks that need no item. */
export type Operand = {
  readonly read: (item: Item) => AttributeValue | undefined;
  readonly path?: Path;
  readonly constant?: AttributeValue;
  /** The kind where no item can change it. */
  readonly kind?: Kind;
};

/** Binds one operand of a condition. @throws ValidationException */
export const bindOperand = (expression: ExpressionName, raw: RawOperand, bindings: Bindings): Operand => {
  if (raw.op === 'path') {
    const path = bindings.path(expression, raw.path);
    return { path, read: (item) => valueAt(item, path) };
  }
  if (raw.op === 'value') {
    const constant = bindings.value(expression, raw.name);
    return { constant, kind: kindOf(constant), read: () => constant };
  }
  const [of] = expectCount(expression, raw.name, raw.operands, 1);
  return sizeOf(expression, bindOperand(expression, of, bindings));
};

/** @throws ValidationException where a function has not as many operands as it takes. */
export function expectCount(
  expression: ExpressionName,
  name: string,
  operands: readonly RawOperand[],
  count: 1,
): readonly [RawOperand];
export function expectCount(
  expression: ExpressionName,
  name: string,
  operands: readonly RawOperand[],
  count: 2,
): readonly [RawOperand, RawOperand];
export function expectCount(
  expression: ExpressionName,
  name: string,
  operands: readonly RawOperand[],
  count: number,
): readonly RawOperand[] {
  if (operands.length === count) return operands;
  throw fault(
    expression,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
  );
}

const sizeKinds: readonly Kind[] = ['S', 'B', 'M', 'L', 'SS', 'NS', 'BS'];

const sizeOf = (expression: ExpressionName, of: Operand): Operand => {
  expectKind(expression, 'size', of, sizeKinds);
  return {
    kind: 'N',
    read: (item) => {
      const value = of.read(item);
      const size = value && lengthOf(value);
      return size === undefined ? undefined : { N: String(size) };
    },
  };
};

const lengthOf = (value: AttributeValue): number | undefined => {
  if ('S' in value) return value.S.length;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return setOf(value)?.elements.length;
};

/** @throws ValidationException where the operand can only be of a kind that is not allowed. */
export const expectKind = (
  expression: ExpressionName,
  name: string,
  { kind }: Operand,
  allowed: readonly Kind[],
): void => {
  if (!kind || allowed.includes(kind)) return;
  throw fault(
    expression,
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${kind}`,
  );
};

/** @throws ValidationException where a function that asks about a place was given anything else. */
export const expectPath = (expression: ExpressionName, name: string, { path }: Operand): Path => {
  if (path) return path;
  throw fault(expression, `Operator or function requires a document path; operator or function: ${name}`);
};

/** @throws ValidationException where the first operand is the same place as a later one */
export const expectDistinct = (
  expression: ExpressionName,
  name: string,
  [first, ...others]: readonly Operand[],
): void => {
  const path = first?.path;
  if (!path || !others.some((other) => other.path && samePath(path, other.path))) return;
  throw fault(
    expression,
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
      `operator: ${name}, first operand: ${showPath(path)}`,
  );
};

const samePath = (a: Path, b: Path): boolean => a.length === b.length && a.every((step, at) => step === b[at]);
