import { invalid } from '../errors.ts';
import { type AttributeValue, attributeOf, emptyItem, type Item, kindOf } from '../values/attribute-value.ts';
import { numberKey } from '../values/number.ts';
import { readAttributes } from '../values/read-value.ts';
import { type Index, type KeyAttribute, keyAttributes, type KeySchema, type Table } from './table.ts';

/** Where a row stands: bytes of the partition key, and of the sort key (none where there is no sort key). */
export type Place = { readonly pk: Buffer; readonly sk: Buffer };

const nothing = Buffer.alloc(0);
const maxHash = 2048;
const maxRange = 1024;

/** Bytes whose order is the order of the keys: UTF-8, raw bytes, or the number's sortable form. */
export const keyBytes = (value: AttributeValue): Buffer => {
  if ('S' in value) return Buffer.from(value.S);
  if ('N' in value) return numberKey(value.N);
  if ('B' in value) return Buffer.from(value.B, 'base64');
  throw new TypeError('not a key');
};

/** The place of an item whose key was checked. */
export const placeOf = ({ hash, range }: KeySchema, item: Item): Place => {
  const [pk, sk] = [attributeOf(item, hash.name), range && attributeOf(item, range.name)];
  if (!pk) throw new TypeError('the key was not checked');
  return { pk: keyBytes(pk), sk: sk ? keyBytes(sk) : nothing };
};

const checkSizes = (table: KeySchema, { pk, sk }: Place): void => {
  if (pk.length > maxHash) {
    throw invalid(
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    );
  }
  if (table.range?.type !== 'N' && sk.length > maxRange) {
    throw invalid(
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    );
  }
};

const isEmpty = (value: AttributeValue): boolean =>
  ('S' in value && value.S === '') || ('B' in value && value.B === '');

const refuseEmpty = (name: string, value: AttributeValue): void => {
  if (!isEmpty(value)) return;
  throw invalid(
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
      `${'S' in value ? 'string' : 'binary'} value. Key: ${name}`,
  );
};

/** Reads a `Key`: exactly the attributes of the primary key, each of its type. @throws ValidationException */
export const readKey = (table: Table, raw: unknown): { readonly key: Item; readonly place: Place } => {
  const given = readAttributes(raw);
  const wanted = keyAttributes(table.key);
  if (Object.keys(given).length !== wanted.length) throw mismatch();
  const key = emptyItem();
  for (const { name, type } of wanted) {
    const value = attributeOf(given, name);
    if (!value || kindOf(value) !== type) throw mismatch();
    refuseEmpty(name, value);
    key[name] = value;
  }
  const place = placeOf(table.key, key);
  checkSizes(table.key, place);
  return { key, place };
};

const mismatch = (): Error => invalid('The provided key element does not match the schema');

/** Checks the primary key within a whole item. @throws ValidationException */
export const placeOfItem = (table: Table, item: Item): Place => {
  for (const { name, type } of keyAttributes(table.key)) {
    const value = attributeOf(item, name);
    if (!value) throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    if (kindOf(value) !== type) {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${kindOf(value)}`,
      );
    }
    refuseEmpty(name, value);
  }
  const place = placeOf(table.key, item);
  checkSizes(table.key, place);
  return place;
};

/** Where an item stands in an index, or nothing where it lacks a key of it. */
export const placeInIndex = (index: Index, item: Item): Place | undefined =>
  keyAttributes(index.key).every(({ name }) => attributeOf(item, name)) ? placeOf(index.key, item) : undefined;

/** Checks the attributes that are keys of indexes. @throws ValidationException */
export const checkIndexKeys = (table: Table, item: Item): void => {
  for (const index of table.indexes) {
    for (const attribute of keyAttributes(index.key))
      checkIndexKey(index, attribute, attributeOf(item, attribute.name));
    const place = placeInIndex(index, item);
    if (place) checkSizes(index.key, place);
  }
};

const checkIndexKey = (index: Index, { name, type }: KeyAttribute, value: AttributeValue | undefined): void => {
  if (!value) return;
  if (kindOf(value) !== type) {
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} ` +
        `Actual: ${kindOf(value)} IndexName: ${index.name}`,
    );
  }
  if (!isEmpty(value)) return;
  throw invalid(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${type === 'S' ? 'string' : 'binary'} value. ` +
      `IndexName: ${index.name}, IndexKey: ${name}`,
  );
};
