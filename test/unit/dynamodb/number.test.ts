import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addNumbers, compareNumbers, normaliseNumber, numberKey } from '../../../infra/local/dynamodb/values/number.ts';

/** Numbers over the whole range, as texts with up to 38 digits. */
const numbers = fc
  .record({
    negative: fc.boolean(),
    digits: fc.stringMatching(/^[1-9]\d{0,37}$/),
    exponent: fc.integer({ min: -130, max: 80 }),
  })
  .map(({ negative, digits, exponent }) => `${negative ? '-' : ''}${digits}e${exponent}`);
const anyNumber = fc.oneof(numbers, fc.integer().map(String), fc.constant('0')).map(normaliseNumber);

/** The same number as an integer, in units of the smallest place. */
const exact = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(170, '0'));
};

describe('numbers', () => {
  test.each([
    ['1.0', '1'],
    ['-0', '0'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['00012.3400', '12.34'],
    ['1e10', '10000000000'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['-1E-130', `-0.${'0'.repeat(129)}1`],
  ])('%s is stored as %s', (given, stored) => {
    expect(normaliseNumber(given)).toBe(stored);
  });

  test.each(['', 'abc', '1e', '0x10', '1.2.3', '1e126', '1e-131', '1'.repeat(39), 'NaN', ' 1'])(
    '%j is refused',
    (text) => {
      expect(() => normaliseNumber(text)).toThrow();
    },
  );

  test('the order of encoded keys is the order of the numbers', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const wanted = exact(a) < exact(b) ? -1 : exact(a) > exact(b) ? 1 : 0;
        expect(Math.sign(Buffer.compare(numberKey(a), numberKey(b)))).toBe(wanted);
        expect(Math.sign(compareNumbers(a, b))).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  test('sums are exact, or refused for their 39th digit', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.constantFrom(1 as const, -1 as const), (a, b, sign) => {
        let sum: string;
        try {
          sum = addNumbers(a, b, sign);
        } catch (error) {
          expect(String(error)).toMatch(/38 significant digits|overflow|underflow/);
          return;
        }
        expect(exact(sum)).toBe(exact(a) + BigInt(sign) * exact(b));
      }),
      { numRuns: 1000 },
    );
  });
});
