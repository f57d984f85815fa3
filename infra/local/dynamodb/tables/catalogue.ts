import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../aws/aws-error.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { invalid, unknownTable } from '../errors.ts';
import type { IndexRows } from '../store/index-rows.ts';
import type { Items } from '../store/items.ts';
import { makeIndexRow } from '../writes/index-changes.ts';
import { sizeOfItem } from '../values/size.ts';
import { expiryOf, type IndexSpec, makeTable, type Table, type TableSpec } from './table.ts';

export type Catalogue = {
  /** @throws ResourceNotFoundException */
  readonly get: (name: string) => Table;
  readonly names: () => readonly string[];
  /** @throws ResourceInUseException, ValidationException */
  readonly create: (spec: TableSpec) => Promise<Table>;
  /** Creates the table, or brings an existing one to this specification. @throws ValidationException where its primary key differs */
  readonly ensure: (spec: TableSpec) => Promise<void>;
  readonly remove: (table: Table) => Promise<void>;
};

type Deps = {
  readonly db: DatabaseSync;
  readonly turns: Turns;
  readonly now: () => number;
  readonly items: Items;
  readonly indexRows: IndexRows;
  readonly noteExpiry: (seconds: number) => void;
};

const statements = (db: DatabaseSync) => ({
  tables: db.prepare('SELECT id, name, spec, created FROM dynamodb_tables'),
  insert: db.prepare('INSERT INTO dynamodb_tables (name, spec, created) VALUES (?, ?, ?) RETURNING id'),
  update: db.prepare('UPDATE dynamodb_tables SET spec = ? WHERE id = ?'),
  remove: db.prepare('DELETE FROM dynamodb_tables WHERE id = ?'),
  indexes: db.prepare('SELECT id, name, spec FROM dynamodb_indexes WHERE table_id = ?'),
  insertIndex: db.prepare('INSERT INTO dynamodb_indexes (table_id, name, spec) VALUES (?, ?, ?)'),
  removeIndex: db.prepare('DELETE FROM dynamodb_indexes WHERE id = ?'),
});

/** What an index's rows depend on: another text means other rows. */
const indexShape = (spec: TableSpec, index: IndexSpec): string =>
  JSON.stringify([
    index.KeySchema.map(({ AttributeName: name, KeyType: type }) => [name, type, typeOf(spec, name)]),
    index.Projection.ProjectionType,
    (index.Projection.NonKeyAttributes ?? []).toSorted(),
  ]);

const typeOf = (spec: TableSpec, name: string): string | undefined =>
  spec.AttributeDefinitions.find((one) => one.AttributeName === name)?.AttributeType;

const keyShape = (spec: TableSpec): string =>
  spec.KeySchema.map(
    ({ AttributeName: name, KeyType: type }) => `${name} (${type}, ${typeOf(spec, name) ?? '?'})`,
  ).join(', ');

export const makeCatalogue = ({ db, turns, now, items, indexRows, noteExpiry }: Deps): Catalogue => {
  const sql = statements(db);
  const tables = new Map<string, Table>();

  const load = (row: Readonly<Record<string, unknown>>): Table => {
    const id = Number(row.id);
    const indexes = new Map(sql.indexes.all(id).map((one) => [String(one.name), Number(one.id)]));
    return makeTable(JSON.parse(String(row.spec)) as TableSpec, { id, created: Number(row.created), indexes });
  };

  const fresh = (spec: TableSpec) => makeTable(spec, { id: 0, created: now(), indexes: new Map() });

  const insert = (spec: TableSpec): Table => {
    const { created } = fresh(spec);
    const id = Number(sql.insert.get(spec.TableName, JSON.stringify(spec), created)?.id);
    for (const index of spec.GlobalSecondaryIndexes ?? [])
      sql.insertIndex.run(id, index.IndexName, indexShape(spec, index));
    return load({ id, spec: JSON.stringify(spec), created });
  };

  const fill = (table: Table, names: ReadonlySet<string>) => {
    const added = table.indexes.filter((index) => names.has(index.name));
    if (added.length === 0) return;
    for (const { place, item } of items.all(table.id)) {
      for (const index of added) {
        const after = makeIndexRow(index, item);
        if (after) indexRows.apply({ index: index.id, place, before: undefined, after });
      }
    }
  };

  /** Stores every item again, so that it carries the time at which it expires now. */
  const rewrite = (table: Table) => {
    for (const { place, item } of [...items.all(table.id)]) {
      const expires = expiryOf(table, item);
      items.put(table.id, place, { item, size: sizeOfItem(item) }, expires);
      if (expires !== undefined) noteExpiry(expires);
    }
  };

  const change = (known: Table, spec: TableSpec): Table => {
    const wanted = new Map((spec.GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName, indexShape(spec, one)]));
    for (const row of sql.indexes.all(known.id)) {
      if (wanted.get(String(row.name)) === row.spec) wanted.delete(String(row.name));
      else {
        indexRows.removeAll(Number(row.id));
        sql.removeIndex.run(Number(row.id));
      }
    }
    for (const [name, shape] of wanted) sql.insertIndex.run(known.id, name, shape);
    sql.update.run(JSON.stringify(spec), known.id);
    const table = load({ id: known.id, spec: JSON.stringify(spec), created: known.created });
    fill(table, new Set(wanted.keys()));
    if (known.spec.TimeToLiveAttribute !== spec.TimeToLiveAttribute) rewrite(table);
    return table;
  };

  const keep = (table: Table): Table => {
    tables.set(table.name, table);
    return table;
  };

  for (const row of sql.tables.all()) keep(load(row));

  return {
    get: (name) => {
      const table = tables.get(name);
      if (!table) throw unknownTable();
      return table;
    },
    names: () => [...tables.keys()].sort(),
    create: async (spec) => {
      fresh(spec);
      if (tables.has(spec.TableName)) throw inUse(spec.TableName);
      return keep(await turns(() => insert(spec)));
    },
    ensure: async (spec) => {
      fresh(spec);
      const known = tables.get(spec.TableName);
      if (known && keyShape(known.spec) !== keyShape(spec)) throw otherKey(known.spec, spec);
      if (known && JSON.stringify(known.spec) === JSON.stringify(spec)) return;
      keep(await turns(() => (known ? change(known, spec) : insert(spec))));
    },
    remove: async (table) => {
      await turns(() => {
        for (const index of table.indexes) {
          indexRows.removeAll(index.id);
          sql.removeIndex.run(index.id);
        }
        items.removeAll(table.id);
        sql.remove.run(table.id);
      });
      tables.delete(table.name);
    },
  };
};

const inUse = (name: string) => new AwsError('ResourceInUseException', `Table already exists: ${name}`);

const otherKey = (known: TableSpec, spec: TableSpec) =>
  invalid(
    `The table ${spec.TableName} holds items under the primary key ${keyShape(known)}; ` +
      `a table's key cannot be changed to ${keyShape(spec)}.`,
  );
