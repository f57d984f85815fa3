import { type AttributeValue, attributeOf, type Item, setOf } from './attribute-value.ts';
import { parseNumber } from './number.ts';

/** Largest item, in bytes of names and values. */
export const maxItemSize = 400 * 1024;

const bytesOfText = (text: string): number => Buffer.byteLength(text);
const bytesOfBase64 = (text: string): number => Buffer.byteLength(text, 'base64');

/** A byte for each pair of digits, counted from the decimal point, one more, and one for a minus sign. */
const sizeOfNumber = (text: string): number => {
  const { negative, digits, exponent } = parseNumber(text);
  return 1 + Math.ceil((digits.length + Math.abs(exponent % 2)) / 2) + (negative ? 1 : 0);
};

const sum = <T>(all: readonly T[], size: (one: T) => number): number =>
  all.reduce((total, one) => total + size(one), 0);

/** Bytes of a value, as in https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const sizeOfValue = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return sizeOfNumber(value.N);
  if ('B' in value) return bytesOfBase64(value.B);
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('M' in value) return 3 + sizeOfItem(value.M) + Object.keys(value.M).length;
  if ('L' in value) return 3 + sum(value.L, sizeOfValue) + value.L.length;
  const set = setOf(value);
  const sizeOfElement = set?.of === 'S' ? bytesOfText : set?.of === 'N' ? sizeOfNumber : bytesOfBase64;
  return sum(set?.elements ?? [], (element) => sizeOfElement(element));
};

/** Bytes of an item: its names and its values. */
export const sizeOfItem = (item: Item): number => {
  let size = 0;
  for (const name in item) {
    const value = attributeOf(item, name);
    if (value) size += Buffer.byteLength(name) + sizeOfValue(value);
  }
  return size;
};
