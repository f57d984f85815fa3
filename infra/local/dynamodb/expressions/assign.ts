import { invalid } from '../errors.ts';
import type { AttributeValue, Item, Kind } from '../values/attribute-value.ts';
import { addNumbers } from '../values/number.ts';
import type { Bindings } from './bindings.ts';
import { bindOperand, expectCount, expectDistinct, expectKind, expectPath, type Operand } from './operand.ts';
import type { RawAssigned, RawOperand } from './syntax.ts';

const expression = 'UpdateExpression';

/** The right side of a SET clause, read from the item as it was. @throws ValidationException */
export const assign = (raw: RawAssigned, bindings: Bindings): ((item: Item) => AttributeValue) => {
  const { read } = isSum(raw) ? sum(raw, bindings) : bind(raw, bindings);
  return (item) => present(read(item));
};

type RawSum = Extract<RawAssigned, { readonly op: '+' | '-' }>;

const isSum = (raw: RawAssigned): raw is RawSum => raw.op === '+' || raw.op === '-';

const present = (value: AttributeValue | undefined): AttributeValue => {
  if (value) return value;
  throw invalid('The provided expression refers to an attribute that does not exist in the item');
};

const wrongKind = (): Error => invalid('An operand in the update expression has an incorrect data type');

const bind = (raw: RawOperand, bindings: Bindings): Operand => {
  if (raw.op !== 'call') return bindOperand(expression, raw, bindings);
  const [first, second] = expectCount(expression, raw.name, raw.operands, 2);
  const [one, other] = [bind(first, bindings), bind(second, bindings)];
  return raw.name === 'if_not_exists' ? ifNotExists(one, other) : listAppend(one, other);
};

const ifNotExists = (one: Operand, other: Operand): Operand => {
  expectPath(expression, 'if_not_exists', one);
  expectDistinct(expression, 'if_not_exists', [one, other]);
  return {
    read: (item) => {
      // The other operand has to be there even where it is not needed.
      const otherwise = present(other.read(item));
      return one.read(item) ?? otherwise;
    },
  };
};

const ofKind = (name: string, kind: Kind, operands: readonly Operand[]): void => {
  for (const one of operands) expectKind(expression, name, one, [kind]);
};

const listAppend = (one: Operand, other: Operand): Operand => {
  ofKind('list_append', 'L', [one, other]);
  return {
    kind: 'L',
    read: (item) => {
      const [a, b] = [present(one.read(item)), present(other.read(item))];
      if (!('L' in a && 'L' in b)) throw wrongKind();
      return { L: [...a.L, ...b.L] };
    },
  };
};

const sum = ({ op, operands }: RawSum, bindings: Bindings): Operand => {
  const [one, other] = [bind(operands[0], bindings), bind(operands[1], bindings)];
  ofKind(op, 'N', [one, other]);
  return {
    kind: 'N',
    read: (item) => {
      const [a, b] = [present(one.read(item)), present(other.read(item))];
      if (!('N' in a && 'N' in b)) throw wrongKind();
      return { N: addNumbers(a.N, b.N, op === '+' ? 1 : -1) };
    },
  };
};
