import { type Item, type Kind, kindOf, kinds } from '../values/attribute-value.ts';
import { beginsWith, contains, equal, order } from '../values/compare.ts';
import type { Bindings } from './bindings.ts';
import { type ExpressionName, fault } from './fault.ts';
import { bindOperand, expectCount, expectDistinct, expectKind, expectPath, type Operand } from './operand.ts';
import type { Comparator, RawCondition, RawOperand } from './syntax.ts';

/** Whether an item (an empty one where there is none) meets a condition. */
export type Test = (item: Item) => boolean;

const ordered: readonly Kind[] = ['S', 'N', 'B'];

/** Makes a parsed condition ready to run with the names and values of one request. @throws ValidationException */
export const bindCondition = (expression: ExpressionName, raw: RawCondition, bindings: Bindings): Test => {
  const bind = (one: RawCondition): Test => bindCondition(expression, one, bindings);
  const operand = (one: RawOperand): Operand => bindOperand(expression, one, bindings);
  switch (raw.op) {
    case 'AND':
    case 'OR': {
      const [left, right] = [bind(raw.left), bind(raw.right)];
      return raw.op === 'AND' ? (item) => left(item) && right(item) : (item) => left(item) || right(item);
    }
    case 'NOT': {
      const of = bind(raw.of);
      return (item) => !of(item);
    }
    case 'compare': {
      const [left, right] = [operand(raw.operands[0]), operand(raw.operands[1])];
      return compared(expression, raw.by, left, right);
    }
    case 'BETWEEN':
      return between(expression, raw.operands.map(operand));
    case 'IN':
      return among(expression, raw.operands.map(operand));
    case 'test':
      return tested(expression, raw.name, raw.operands, operand);
  }
};

const orders: Readonly<Record<Exclude<Comparator, '=' | '<>'>, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

const compared = (expression: ExpressionName, by: Comparator, left: Operand, right: Operand): Test => {
  expectDistinct(expression, by, [left, right]);
  const same = (item: Item): boolean => {
    const [a, b] = [left.read(item), right.read(item)];
    return a !== undefined && b !== undefined && equal(a, b);
  };
  if (by === '=') return same;
  if (by === '<>') return (item) => !same(item);
  for (const one of [left, right]) expectKind(expression, by, one, ordered);
  return (item) => {
    const sign = orderOf(left, right, item);
    return sign !== undefined && orders[by](sign);
  };
};

const orderOf = (left: Operand, right: Operand, item: Item): number | undefined => {
  const [a, b] = [left.read(item), right.read(item)];
  return a && b && order(a, b);
};

const between = (expression: ExpressionName, operands: readonly Operand[]): Test => {
  const [of, low, high] = operands;
  if (!of || !low || !high) throw new TypeError('BETWEEN has three operands');
  for (const one of operands) expectKind(expression, 'BETWEEN', one, ordered);
  expectDistinct(expression, 'BETWEEN', operands);
  refuseEmptyRange(expression, low, high);
  return (item) => {
    const [above, below] = [orderOf(of, low, item), orderOf(of, high, item)];
    return above !== undefined && below !== undefined && above >= 0 && below <= 0;
  };
};

const refuseEmptyRange = (expression: ExpressionName, low: Operand, high: Operand): void => {
  if (!low.constant || !high.constant) return;
  const sign = order(low.constant, high.constant);
  if (sign !== undefined && sign <= 0) return;
  const shown = [low.constant, high.constant].map(
    (value) => `AttributeValue: {${kindOf(value)}:${String(Object.values(value)[0])}}`,
  );
  const rule =
    sign === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound';
  throw fault(
    expression,
    `The BETWEEN operator requires ${rule}; lower bound operand: ${shown[0] ?? ''}, upper bound operand: ${shown[1] ?? ''}`,
  );
};

const among = (expression: ExpressionName, operands: readonly Operand[]): Test => {
  const [of, ...others] = operands;
  if (others.length > 100) {
    throw fault(expression, 'Too many operands for operator or function; operator or function: IN');
  }
  expectDistinct(expression, 'IN', operands);
  return (item) => {
    const value = of?.read(item);
    return (
      value !== undefined &&
      others.some((other) => {
        const one = other.read(item);
        return one !== undefined && equal(value, one);
      })
    );
  };
};

const tested = (
  expression: ExpressionName,
  name: string,
  raw: readonly RawOperand[],
  bind: (one: RawOperand) => Operand,
): Test => {
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    const of = bind(expectCount(expression, name, raw, 1)[0]);
    expectPath(expression, name, of);
    const wanted = name === 'attribute_exists';
    return (item) => (of.read(item) !== undefined) === wanted;
  }
  const [first, second] = expectCount(expression, name, raw, 2);
  const [of, with_] = [bind(first), bind(second)];
  if (name === 'attribute_type') return typed(expression, of, with_);
  if (name === 'begins_with') for (const one of [of, with_]) expectKind(expression, name, one, ['S', 'B']);
  expectDistinct(expression, name, [of, with_]);
  const holds = name === 'begins_with' ? beginsWith : contains;
  return (item) => {
    const [value, part] = [of.read(item), with_.read(item)];
    return value !== undefined && part !== undefined && holds(value, part);
  };
};

const typed = (expression: ExpressionName, of: Operand, kind: Operand): Test => {
  expectPath(expression, 'attribute_type', of);
  const wanted = kind.constant;
  if (!wanted || !('S' in wanted)) {
    throw fault(
      expression,
      'Incorrect operand type for operator or function; operator or function: attribute_type, ' +
        `operand type: ${kind.kind ?? `{${kinds.join(',')}}`}`,
    );
  }
  if (!kinds.some((known) => known === wanted.S)) {
    throw fault(expression, `Invalid attribute type name found; type: ${wanted.S}, valid types: {${kinds.join(',')}}`);
  }
  return (item) => {
    const value = of.read(item);
    return value !== undefined && kindOf(value) === wanted.S;
  };
};
