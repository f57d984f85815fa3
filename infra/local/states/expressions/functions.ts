import { createHash, randomUUID } from 'node:crypto';

import jsonata from 'jsonata';

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const longestRange = 100_000;

const partition = (array: readonly unknown[] | undefined, size: number | undefined): unknown[][] | undefined => {
  if (array === undefined || size === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1) {
    throw new Error('The second argument of $partition must be a positive integer');
  }
  const count = Math.ceil(array.length / size);
  return Array.from({ length: count }, (_, index) => array.slice(index * size, (index + 1) * size));
};

const range = (first?: number, last?: number, step?: number): number[] | undefined => {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  if (![first, last, step].every(Number.isInteger) || step === 0) {
    throw new Error('The arguments of $range must be integers, and its step not zero');
  }
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > longestRange) throw new Error(`$range cannot give more than ${longestRange} numbers`);
  const numbers = Array.from({ length }, (_, index) => first + index * step);
  // AWS answers a sequence, and JSONata unwraps a sequence of one.
  return Object.defineProperty(numbers, 'sequence', { value: true });
};

const hash = (content?: string, algorithm?: string): string | undefined => {
  if (content === undefined || algorithm === undefined) return undefined;
  const name = algorithms[algorithm];
  if (!name) throw new Error(`$hash does not know the algorithm ${algorithm}`);
  return createHash(name).update(content).digest('hex');
};

const parse = (text?: string): unknown => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error('The argument of $parse is not JSON');
  }
};

/** The same number for the same seed: a counter through a 32-bit mixer (splitmix). */
const seeded = (seed: number): number => {
  let mixed = (Math.trunc(seed) + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
};

const timestampPicture = jsonata('$fromMillis(millis, picture, timezone)');

/**
 * Adds what Step Functions has and JSONata has not, takes away `$eval`, and lets `$now` and `$millis` follow `now`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-aws
 */
export const withStatesFunctions = (expression: jsonata.Expression, now: () => number): jsonata.Expression => {
  expression.registerFunction('partition', partition, '<a?n?:a>');
  expression.registerFunction('range', range, '<n?n?n?:a>');
  expression.registerFunction('hash', hash, '<s?s?:s>');
  expression.registerFunction('parse', parse, '<s?:x>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? Math.random() : seeded(seed)),
    '<n?:n>',
  );
  expression.registerFunction('millis', now, '<:n>');
  expression.registerFunction(
    'now',
    (picture?: string, timezone?: string) => timestampPicture.evaluate({ millis: now(), picture, timezone }),
    '<s?s?:s>',
  );
  expression.assign('eval', undefined);
  return expression;
};
