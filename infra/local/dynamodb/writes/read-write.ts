import { invalid } from '../errors.ts';
import { parsed } from '../expressions/parsed.ts';
import { bindUpdate, type Update } from '../expressions/update.ts';
import { bindingsOf, testOf } from '../request/expressions.ts';
import { type Members, oneOf, optionalText, structure, tableName } from '../request/members.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { checkIndexKeys, placeOfItem, readKey } from '../tables/keys.ts';
import { keyNames, type Table } from '../tables/table.ts';
import { readAttributes } from '../values/read-value.ts';
import { maxItemSize, sizeOfItem } from '../values/size.ts';
import type { Write } from './write.ts';

type Reader<T extends Write = Write> = (tables: Catalogue, input: Members) => T;

const showRefusing = (input: Members): boolean =>
  oneOf(input, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE'], 'NONE') === 'ALL_OLD';

/** Checks a put, whether alone or within a batch or a transaction. @throws ValidationException, ResourceNotFoundException */
export const readPut: Reader = (tables, input) => {
  const name = tableName(input);
  const item = readAttributes(structure(input, 'Item'));
  const bindings = bindingsOf(input);
  const test = testOf(input, 'ConditionExpression', bindings);
  bindings.refuseUnused();
  const table = tables.get(name);
  const place = placeOfItem(table, item);
  const payload = sizeOfItem(item);
  if (payload > maxItemSize) throw invalid('Item size has exceeded the maximum allowed size');
  return {
    action: 'Put',
    table,
    place,
    payload,
    test,
    showRefusing: showRefusing(input),
    verify: () => {
      checkIndexKeys(table, item);
    },
    change: () => ({ item, size: payload }),
  };
};

/** Checks a deletion. @throws ValidationException, ResourceNotFoundException */
export const readDelete: Reader = (tables, input) => ({
  ...readConditional(tables, input),
  action: 'Delete',
  change: () => undefined,
});

/** Checks a transaction's condition on an item that it does not write. @throws ValidationException, ResourceNotFoundException */
export const readConditionCheck: Reader = (tables, input) => {
  const check = readConditional(tables, input);
  if (!check.test) {
    throw invalid(
      "1 validation error detected: Value null at 'conditionExpression' failed to satisfy constraint: Member must not be null",
    );
  }
  return { ...check, action: 'ConditionCheck', change: (old) => old };
};

const readConditional = (tables: Catalogue, input: Members) => {
  const name = tableName(input);
  const raw = structure(input, 'Key');
  const bindings = bindingsOf(input);
  const test = testOf(input, 'ConditionExpression', bindings);
  bindings.refuseUnused();
  const table = tables.get(name);
  const { key, place } = readKey(table, raw);
  return { table, place, payload: sizeOfItem(key), test, showRefusing: showRefusing(input), verify: () => {} };
};

type UpdateWrite = Write & { readonly update: Update };

/** Checks an update; without an expression it makes sure that the item exists. @throws ValidationException, ResourceNotFoundException */
export const readUpdate: Reader<UpdateWrite> = (tables, input) => {
  const name = tableName(input);
  const raw = structure(input, 'Key');
  const bindings = bindingsOf(input);
  const source = optionalText(input, 'UpdateExpression');
  const update: Update =
    source === undefined
      ? { paths: [], show: () => ({}), apply: (item) => item }
      : bindUpdate(parsed.UpdateExpression(source), bindings);
  const test = testOf(input, 'ConditionExpression', bindings);
  bindings.refuseUnused();
  const table = tables.get(name);
  const { key, place } = readKey(table, raw);
  return {
    action: 'Update',
    table,
    place,
    payload: sizeOfItem(key),
    test,
    update,
    showRefusing: showRefusing(input),
    verify: () => {},
    change: (old) => {
      refuseKeyChange(table, update);
      const item = update.apply(old?.item ?? key);
      return { item, size: sizeOfItem(item) };
    },
  };
};

const refuseKeyChange = (table: Table, { paths }: Update): void => {
  const names = keyNames(table.key);
  const path = paths.find(([top]) => names.includes(top));
  if (!path) return;
  throw invalid(
    `One or more parameter values were invalid: Cannot update attribute ${path[0]}. This attribute is part of the key`,
  );
};
