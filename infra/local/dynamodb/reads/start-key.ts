import { invalid } from '../errors.ts';
import { structure, has, type Members } from '../request/members.ts';
import { type Place, placeOf } from '../tables/keys.ts';
import { type Index, keyAttributes, type Table } from '../tables/table.ts';
import { attributeOf, emptyItem, type Item, kindOf } from '../values/attribute-value.ts';
import { readAttributes } from '../values/read-value.ts';

/** Where a page begins: after the item with this key, which need not exist any more. */
export type Start = { readonly own: Place; readonly at: Place };

const attributesOf = (table: Table, index: Index | undefined) => [
  ...keyAttributes(table.key),
  ...(index ? keyAttributes(index.key) : []),
];

/** Reads `ExclusiveStartKey`: the keys of the table, and of the index where one is read. @throws ValidationException */
export const readStart = (input: Members, table: Table, index: Index | undefined): Start | undefined => {
  if (!has(input, 'ExclusiveStartKey')) return undefined;
  const given = readAttributes(structure(input, 'ExclusiveStartKey'));
  const wanted = attributesOf(table, index);
  const names = new Set(wanted.map(({ name }) => name));
  const fits = wanted.every(({ name, type }) => {
    const value = attributeOf(given, name);
    return value !== undefined && kindOf(value) === type;
  });
  if (!fits || Object.keys(given).length !== names.size) {
    throw invalid('The provided starting key is invalid: The provided key element does not match the schema');
  }
  const own = placeOf(table.key, given);
  return { own, at: index ? placeOf(index.key, given) : own };
};

/** The key from which the next page begins after this item. */
export const lastKey = (table: Table, index: Index | undefined, item: Item): Item => {
  const key = emptyItem();
  for (const { name } of attributesOf(table, index)) {
    const value = attributeOf(item, name);
    if (value) key[name] = value;
  }
  return key;
};
