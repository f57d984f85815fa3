import { CapacityMeter, readUnits } from '../capacity.ts';
import { invalid } from '../errors.ts';
import { bindingsOf, type Projection, projectionOf } from '../request/expressions.ts';
import { capacityMode, flag, list, type Members, structure, tableName, tableNameOf } from '../request/members.ts';
import type { Items, Stored } from '../store/items.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { type Place, readKey } from '../tables/keys.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { refuseSamePlace } from '../writes/same-place.ts';

type Deps = { readonly tables: Catalogue; readonly items: Items };
type Get = { readonly table: Table; readonly place: Place; readonly projection: Projection | undefined };
type Read = (input: Members) => object;

const maxKeys = 100;
const maxActions = 100;
/** A batch answers at most so many bytes and leaves the rest to another call. */
const maxAnswer = 16 * 1024 * 1024;

const shown = ({ projection }: Get, { item }: Stored): Item => (projection ? projection.apply(item) : item);

const readGet = (tables: Catalogue, input: Members): Get => {
  const name = tableName(input);
  const key = structure(input, 'Key');
  const bindings = bindingsOf(input);
  const projection = projectionOf(input, bindings);
  bindings.refuseUnused();
  const table = tables.get(name);
  return { table, place: readKey(table, key).place, projection };
};

const makeGetItem =
  ({ tables, items }: Deps): Read =>
  (input) => {
    const get = readGet(tables, input);
    const consistent = flag(input, 'ConsistentRead');
    const stored = items.get(get.table.id, get.place);
    const meter = new CapacityMeter();
    meter.add(get.table, readUnits(stored?.size ?? 0, consistent));
    const [capacity] = meter.report(capacityMode(input));
    return { ...(stored && { Item: shown(get, stored) }), ...(capacity && { ConsumedCapacity: capacity }) };
  };

const makeTransactGet =
  ({ tables, items }: Deps): Read =>
  (input) => {
    const all = list(input, 'TransactItems');
    if (all.length === 0 || all.length > maxActions) {
      throw invalid(
        `1 validation error detected: Value '[${all.length} actions]' at 'transactItems' failed to satisfy constraint: ` +
          `Member must have length ${all.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${maxActions}`}`,
      );
    }
    const gets = all.map((one) => readGet(tables, structure(one, 'Get')));
    refuseSamePlace(gets, 'Transaction request cannot include multiple operations on one item');
    const mode = capacityMode(input);
    const meter = new CapacityMeter(2);
    const responses = gets.map((get) => {
      const stored = items.get(get.table.id, get.place);
      meter.add(get.table, readUnits(stored?.size ?? 0, true));
      return stored ? { Item: shown(get, stored) } : {};
    });
    return { Responses: responses, ...(mode !== 'NONE' && { ConsumedCapacity: meter.report(mode, 'Read') }) };
  };

type BatchGet = Get & { readonly asked: string; readonly consistent: boolean; readonly raw: Members };

const readBatch = (tables: Catalogue, asked: string, request: Members): readonly BatchGet[] => {
  const keys = list(request, 'Keys');
  if (keys.length === 0)
    throw invalid(`The list of keys in RequestItems for BatchGetItem is required: ${asked} has empty list`);
  const bindings = bindingsOf(request);
  const projection = projectionOf(request, bindings);
  bindings.refuseUnused();
  const table = tables.get(tableNameOf(asked));
  const consistent = flag(request, 'ConsistentRead');
  return keys.map((raw) => ({ asked, table, consistent, projection, raw, place: readKey(table, raw).place }));
};

const makeBatchGet =
  ({ tables, items }: Deps): Read =>
  (input) => {
    const requests = structure(input, 'RequestItems');
    const mode = capacityMode(input);
    const count = Object.keys(requests).reduce((sum, name) => sum + list(structure(requests, name), 'Keys').length, 0);
    if (count > maxKeys) throw invalid('Too many items requested for the BatchGetItem call');
    const gets = Object.keys(requests).flatMap((name) => readBatch(tables, name, structure(requests, name)));
    if (gets.length === 0) throw invalid('BatchGetItem must have some requests set');
    refuseSamePlace(gets, 'Provided list of item keys contains duplicates');
    const meter = new CapacityMeter();
    const responses = new Map(Object.keys(requests).map((name): [string, Item[]] => [name, []]));
    const left = new Map<string, Members[]>();
    let bytes = 0;
    for (const get of gets) {
      const stored = items.get(get.table.id, get.place);
      bytes += stored?.size ?? 0;
      if (bytes > maxAnswer) {
        left.set(get.asked, [...(left.get(get.asked) ?? []), get.raw]);
        continue;
      }
      meter.add(get.table, readUnits(stored?.size ?? 0, get.consistent));
      if (stored) responses.get(get.asked)?.push(shown(get, stored));
    }
    const unprocessed = [...left].map(([name, Keys]) => [name, { ...structure(requests, name), Keys }] as const);
    return {
      Responses: Object.fromEntries(responses),
      UnprocessedKeys: Object.fromEntries(unprocessed),
      ...(mode !== 'NONE' && { ConsumedCapacity: meter.report(mode) }),
    };
  };

/** GetItem, BatchGetItem and TransactGetItems. */
export const makeGets = (deps: Deps) => ({
  GetItem: makeGetItem(deps),
  BatchGetItem: makeBatchGet(deps),
  TransactGetItems: makeTransactGet(deps),
});
