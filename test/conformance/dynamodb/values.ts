import * as fc from 'fast-check';
import type { Json } from './sides.ts';

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const strings = oneOf('', 'a', 'ab', 'abc', 'b', 'é', '😀', 'Z', 'a\u0000b', '10');
const numbers = fc.oneof(
  oneOf('0', '1', '2', '-1', '1.5', '10', '-0.5', '1e20', '-1E-5', '123456789012345678901234567890', '00.10'),
  fc.integer({ min: -20, max: 20 }).map(String),
);
const oddNumbers = oneOf('1e126', '1e-131', 'abc', '', '1'.repeat(39), '9.9e125', '1E-130');
const binaries = oneOf('AA==', 'AQI=', 'AQID', '/w==', '//8=');

const distinct = (elements: fc.Arbitrary<string>) => fc.uniqueArray(elements, { minLength: 1, maxLength: 3 });
const distinctNumbers = distinct(oneOf('0', '1', '-1', '2.5', '100'));

const scalars: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: strings.map((S) => ({ S })) },
  { weight: 6, arbitrary: numbers.map((N) => ({ N })) },
  { weight: 2, arbitrary: binaries.map((B) => ({ B })) },
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
  distinct(strings).map((SS) => ({ SS })),
  distinctNumbers.map((NS) => ({ NS })),
  distinct(binaries).map((BS) => ({ BS })),
);

const malformed: fc.Arbitrary<Json> = fc.oneof(
  oddNumbers.map((N) => ({ N })),
  oneOf<Json>({}, { S: 'a', N: '1' }, { SS: [] }, { SS: ['a', 'a'] }, { NS: ['1', '1.0'] }, { NULL: false }),
);

/** Names below the top, where no key lives. */
const innerNames = oneOf('a', 'b', 'x.y');

const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie('tree'), { maxLength: 3 }).map((L) => ({ L })) },
    {
      weight: 1,
      arbitrary: fc.dictionary(innerNames, tie('tree'), { maxKeys: 3, noNullPrototype: true }).map((M) => ({ M })),
    },
  ),
}));

/** Any attribute value, rarely one that DynamoDB refuses. */
export const anyValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 60, arbitrary: tree },
  { weight: 1, arbitrary: malformed },
);

const mapValue: fc.Arbitrary<Json> = fc
  .dictionary(innerNames, tree, { maxKeys: 3, noNullPrototype: true })
  .map((M) => ({ M }));
export const listValue: fc.Arbitrary<Json> = fc.array(tree, { maxLength: 4 }).map((L) => ({ L }));
export const setValue: fc.Arbitrary<Json> = fc.oneof(
  distinct(strings).map((SS) => ({ SS })),
  distinctNumbers.map((NS) => ({ NS })),
);
export const numberValue: fc.Arbitrary<Json> = numbers.map((N) => ({ N }));
export const stringValue: fc.Arbitrary<Json> = strings.map((S) => ({ S }));

const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** The primary key: few values, so that operations meet each other. */
export const keys: fc.Arbitrary<Json> = mostly(
  fc.record({
    pk: oneOf('p1', 'p2', 'é').map((S) => ({ S })),
    sk: oneOf('1', '1.0', '2', '-1', '-2.5', '0', '10', '1e3').map((N) => ({ N })),
  }),
  oneOf<Json>(
    { pk: { S: 'p1' } },
    { pk: { S: '' }, sk: { N: '1' } },
    { pk: { N: '1' }, sk: { N: '1' } },
    { pk: { S: 'p1' }, sk: { N: '1' }, extra: { S: 'x' } },
  ),
);

/** Items with the attributes that expressions speak of, some of which are keys of indexes. */
export const items: fc.Arbitrary<Json> = fc
  .tuple(
    keys,
    fc.record(
      {
        g: mostly(
          oneOf('g1', 'g2').map((S) => ({ S })),
          oneOf<Json>({ S: '' }, { N: '1' }),
        ),
        h: mostly(
          oneOf('1', '2', '-3').map((N) => ({ N })),
          oneOf<Json>({ S: 'x' }),
        ),
        n: numberValue,
        m: mapValue,
        l: listValue,
        t: setValue,
        a: anyValue,
        b: anyValue,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([key, rest]) => ({ ...rest, ...key }));
