import * as fc from 'fast-check';
import type { Json } from './sides.ts';
import { anyValue, listValue, numberValue, setValue, stringValue } from './values.ts';

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);

export const paths = fc.oneof(
  { weight: 12, arbitrary: oneOf('a', 'b', 'n', 't', 'm', 'l', 'g', 'h') },
  {
    weight: 8,
    arbitrary: oneOf('m.a', 'm.b', 'l[0]', 'l[1]', 'l[7]', 'm.#xy', '#n', 'm.a.b', 'l[0].a', 'a[0]', 'm.b[1]'),
  },
  { weight: 1, arbitrary: oneOf('pk', 'sk', 'name', '#none', 'a.', 'l[x]', 'm..a', 'a b') },
);
const values = fc.oneof(
  { weight: 30, arbitrary: oneOf(':s', ':n', ':x', ':y', ':t', ':l') },
  { weight: 1, arbitrary: oneOf(':none') },
);
const operands = fc.oneof(
  { weight: 6, arbitrary: paths },
  { weight: 6, arbitrary: values },
  { weight: 1, arbitrary: fc.oneof(paths, values).map((of) => `size(${of})`) },
);
const join = (...parts: readonly (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));

const comparators = oneOf('=', '<>', '<', '<=', '>', '>=');
const tests = fc.oneof(
  { weight: 5, arbitrary: join(operands, ' ', comparators, ' ', operands) },
  { weight: 2, arbitrary: join(operands, ' BETWEEN ', operands, ' AND ', operands) },
  { weight: 2, arbitrary: join(operands, ' IN (', operands, ', ', operands, ')') },
  { weight: 2, arbitrary: join(oneOf('attribute_exists', 'attribute_not_exists'), '(', paths, ')') },
  { weight: 2, arbitrary: join(oneOf('contains', 'begins_with'), '(', operands, ', ', operands, ')') },
  { weight: 1, arbitrary: join('attribute_type(', paths, ', :k)') },
  { weight: 1, arbitrary: join(oneOf('foo', 'size', 'if_not_exists', 'contains'), '(', operands, ')') },
);

/** Conditions and filters, nearly all of them well formed. */
export const conditions: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: tests },
    { weight: 1, arbitrary: join(tie('condition'), ' AND ', tie('condition')) },
    { weight: 1, arbitrary: join(tie('condition'), ' or ', tie('condition')) },
    { weight: 1, arbitrary: join('NOT ', tie('condition')) },
    { weight: 1, arbitrary: join('(', tie('condition'), ')') },
  ),
})).condition;

const assigned = fc.oneof(
  { weight: 4, arbitrary: values },
  { weight: 3, arbitrary: paths },
  {
    weight: 3,
    arbitrary: join(fc.oneof(paths, fc.constant(':n')), oneOf(' + ', ' - '), oneOf(':n', 'n', ':x', 'm.a')),
  },
  { weight: 2, arbitrary: join('if_not_exists(', paths, ', ', fc.oneof(values, paths), ')') },
  { weight: 2, arbitrary: join('list_append(', fc.oneof(paths, fc.constant(':l')), ', ', oneOf(':l', 'l', ':x'), ')') },
  { weight: 1, arbitrary: join('if_not_exists(', paths, ', :n) + :n') },
  { weight: 1, arbitrary: oneOf('size(a)', 'foo(a)', 'list_append(if_not_exists(l, :l), :l)', '(n + :n)') },
);
const some = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
const sections = fc.oneof(
  { weight: 4, arbitrary: join('SET ', some(join(paths, ' = ', assigned))) },
  { weight: 2, arbitrary: join('REMOVE ', some(paths)) },
  {
    weight: 2,
    arbitrary: join('ADD ', some(join(oneOf('n', 't', 'a', 'm.a', 'l[0]', 'm.t'), ' ', oneOf(':n', ':t', ':x')))),
  },
  { weight: 1, arbitrary: join('DELETE ', some(join(oneOf('t', 'a', 'm.b', 'n', 'l[1]'), ' ', oneOf(':t', ':x')))) },
);

export const updates: fc.Arbitrary<string> = fc
  .array(sections, { minLength: 1, maxLength: 2 })
  .map((all) => all.join(' '));

export const projections: fc.Arbitrary<string> = some(paths);

const names: Json = { '#n': 'n', '#xy': 'x.y', '#k': 'pk' };

/** One value for each placeholder; a request takes those that its expressions use. */
export const bindings: fc.Arbitrary<Json> = fc.record({
  ':s': stringValue,
  ':n': numberValue,
  ':x': anyValue,
  ':y': anyValue,
  ':t': setValue,
  ':l': listValue,
  ':k': fc.constantFrom<Json>({ S: 'S' }, { S: 'N' }, { S: 'M' }, { S: 'SS' }, { S: 'nope' }, { N: '1' }),
  ':pk': fc.constantFrom<Json>({ S: 'p1' }, { S: 'p2' }),
  ':g': fc.constantFrom<Json>({ S: 'g1' }, { S: 'g2' }),
  ':from': fc.constantFrom<Json>({ N: '-2.5' }, { N: '0' }, { N: '1' }),
  ':to': fc.constantFrom<Json>({ N: '1' }, { N: '2' }, { N: '10' }),
});

const used = (all: Json, source: string): Json =>
  Object.fromEntries(Object.entries(all).filter(([key]) => new RegExp(`${key}\\b`).test(source)));

const member = (name: string, all: Json): Json => (Object.keys(all).length > 0 ? { [name]: all } : {});

/** The request with the names and values that its expressions use. */
export const bound = (request: Json, values: Json): Json => {
  const source = Object.entries(request)
    .filter(([name]) => name.endsWith('Expression'))
    .map(([, text]) => String(text))
    .join(' ');
  return {
    ...request,
    ...member('ExpressionAttributeNames', used(names, source)),
    ...member('ExpressionAttributeValues', used(values, source)),
  };
};
