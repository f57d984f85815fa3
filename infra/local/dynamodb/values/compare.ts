import { type AttributeValue, attributeOf, type Item, setOf } from './attribute-value.ts';
import { compareNumbers } from './number.ts';

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length !== b.length) return false;
  const others = new Set(b);
  return a.every((element) => others.has(element));
};

const sameMap = (a: Item, b: Item): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => sameAttribute(attributeOf(a, name), attributeOf(b, name)))
  );
};

const sameAttribute = (a: AttributeValue | undefined, b: AttributeValue | undefined): boolean =>
  a !== undefined && b !== undefined && equal(a, b);

/** Equality as DynamoDB sees it: same kind, sets without order. Both values are normalised. */
export const equal = (a: AttributeValue, b: AttributeValue): boolean => {
  if ('S' in a) return 'S' in b && a.S === b.S;
  if ('N' in a) return 'N' in b && a.N === b.N;
  if ('B' in a) return 'B' in b && a.B === b.B;
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL;
  if ('NULL' in a) return 'NULL' in b;
  if ('M' in a) return 'M' in b && sameMap(a.M, b.M);
  if ('L' in a) return 'L' in b && a.L.length === b.L.length && a.L.every((one, at) => sameAttribute(one, b.L[at]));
  const [one, other] = [setOf(a), setOf(b)];
  return one?.kind === other?.kind && sameSet(one?.elements ?? [], other?.elements ?? []);
};

/** Order of two strings, two numbers or two binaries (by unsigned bytes); nothing where they cannot be ordered. */
export const order = (a: AttributeValue, b: AttributeValue): number | undefined => {
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N);
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return undefined;
};

export const beginsWith = (value: AttributeValue, start: AttributeValue): boolean => {
  if ('S' in value && 'S' in start) return value.S.startsWith(start.S);
  if (!('B' in value && 'B' in start)) return false;
  const [bytes, prefix] = [Buffer.from(value.B, 'base64'), Buffer.from(start.B, 'base64')];
  return bytes.subarray(0, prefix.length).equals(prefix);
};

/** Substring, element of a set, or member of a list. */
export const contains = (value: AttributeValue, part: AttributeValue): boolean => {
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  if ('L' in value) return value.L.some((one) => equal(one, part));
  const set = setOf(value);
  if (!set) return false;
  const element =
    set.of === 'S' && 'S' in part
      ? part.S
      : set.of === 'N' && 'N' in part
        ? part.N
        : set.of === 'B' && 'B' in part
          ? part.B
          : undefined;
  return element !== undefined && set.elements.includes(element);
};
