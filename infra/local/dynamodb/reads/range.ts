import { invalid } from '../errors.ts';
import type { Bindings } from '../expressions/bindings.ts';
import { bindCondition } from '../expressions/condition.ts';
import type { Comparator, RawCondition, RawOperand } from '../expressions/syntax.ts';
import { keyBytes } from '../tables/keys.ts';
import type { KeySchema } from '../tables/table.ts';
import type { SortRange } from '../store/rows.ts';
import { type AttributeValue, kindOf } from '../values/attribute-value.ts';

export type KeyRange = { readonly pk: Buffer; readonly sort: SortRange };

/** One condition on one key attribute. */
type KeyTest = {
  readonly name: string;
  readonly by: Comparator | 'BETWEEN' | 'begins_with';
  readonly values: readonly AttributeValue[];
};

const what = 'KeyConditionExpression';
/** Above every sort key, none of which has more than 1,024 bytes. */
const top = Buffer.alloc(1100, 0xff);
const bottom = Buffer.alloc(0);
const everything: SortRange = { from: bottom, to: top };

const just = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);

/** The first bytes after all that begin with these. */
const afterPrefix = (prefix: Buffer): Buffer => {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  if (length === 0) return top;
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1] = (next[length - 1] ?? 0) + 1;
  return next;
};

/** Which rows a key condition selects. @throws ValidationException where DynamoDB has no such query */
export const keyRange = (raw: RawCondition, bindings: Bindings, schema: KeySchema): KeyRange => {
  const tests = flatten(raw).map((one) => keyTest(one, bindings));
  // Checks operand kinds and empty ranges as for any other condition.
  bindCondition(what, raw, bindings);
  const names = tests.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw invalid('KeyConditionExpressions must only contain one condition per key');
  }
  if (tests.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  const hash = tests.find(({ name }) => name === schema.hash.name);
  if (!hash) throw invalid(`Query condition missed key schema element: ${schema.hash.name}`);
  const range = tests.find((test) => test !== hash);
  if (range && range.name !== schema.range?.name) {
    throw invalid(
      schema.range
        ? `Query condition missed key schema element: ${schema.range.name}`
        : 'Query key condition not supported',
    );
  }
  checkKinds(hash, schema.hash.type);
  const [value] = hash.values;
  if (hash.by !== '=' || !value) throw invalid('Query key condition not supported');
  if (range && schema.range) checkKinds(range, schema.range.type);
  return { pk: keyBytes(value), sort: range ? sortRange(range) : everything };
};

const checkKinds = ({ name, values }: KeyTest, type: string): void => {
  if (values.some((value) => kindOf(value) !== type)) {
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
  }
  if (values.some((value) => Object.values(value)[0] === '')) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === 'B' ? 'binary' : 'string'} value. Key: ${name}`,
    );
  }
};

const flatten = (raw: RawCondition): readonly RawCondition[] =>
  raw.op === 'AND' ? [...flatten(raw.left), ...flatten(raw.right)] : [raw];

const invalidOperator = (operator: string): Error =>
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const keyTest = (raw: RawCondition, bindings: Bindings): KeyTest => {
  if (raw.op === 'compare') {
    if (raw.by === '<>') throw invalidOperator('<>');
    const [left, right] = raw.operands;
    return left.op === 'value' && right.op === 'path'
      ? { by: mirrored[raw.by], ...sides(right, [left], bindings) }
      : { by: raw.by, ...sides(left, [right], bindings) };
  }
  if (raw.op === 'BETWEEN') return { by: 'BETWEEN', ...sides(raw.operands[0], raw.operands.slice(1), bindings) };
  if (raw.op !== 'test') throw invalidOperator(raw.op);
  const [of, ...others] = raw.operands;
  if (raw.name !== 'begins_with' || !of) throw invalidOperator(raw.name);
  return { by: 'begins_with', ...sides(of, others, bindings) };
};

const sides = (of: RawOperand, others: readonly RawOperand[], bindings: Bindings) => {
  if (of.op === 'call' || others.some(({ op }) => op === 'call')) {
    throw invalid('KeyConditionExpressions cannot contain nested operations');
  }
  if (of.op !== 'path')
    throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute values used in one condition');
  const [name, ...steps] = bindings.path(what, of.path);
  if (steps.length > 0) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
  const values = others.map((one) => {
    if (one.op === 'value') return bindings.value(what, one.name);
    throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
  });
  return { name, values };
};

const sortRange = ({ by, values }: KeyTest): SortRange => {
  const [low = bottom, high = low] = values.map(keyBytes);
  switch (by) {
    case '=':
      return { from: low, to: just(low) };
    case '<':
      return { from: bottom, to: low };
    case '<=':
      return { from: bottom, to: just(low) };
    case '>':
      return { from: just(low), to: top };
    case '>=':
      return { from: low, to: top };
    case 'BETWEEN':
      return { from: low, to: just(high) };
    case 'begins_with':
      return { from: low, to: afterPrefix(low) };
    case '<>':
      throw invalidOperator(by);
  }
};
