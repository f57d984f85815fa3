import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../aws/aws-error.ts';
import type { IndexRows } from '../store/index-rows.ts';
import type { Items } from '../store/items.ts';
import { sizeOfItem } from '../values/size.ts';
import { makeIndexRow } from '../writes/index-changes.ts';
import { expiryOf, type IndexSpec, makeTable, type Table, type TableSpec } from './table.ts';

export type TableRowsDeps = {
  readonly db: DatabaseSync;
  readonly now: () => number;
  readonly items: Items;
  readonly indexRows: IndexRows;
  readonly noteExpiry: (seconds: number) => void;
};

/** The tables as they are stored; all but `all` and `check` run within a turn. */
export type TableRows = {
  readonly all: () => readonly Table[];
  /** @throws ValidationException where no table could be made of this */
  readonly check: (spec: TableSpec) => void;
  /** @throws ResourceInUseException */
  readonly insert: (spec: TableSpec) => Table;
  /** Brings indexes and time to live to the specification: new indexes are filled, those that are gone are emptied. */
  readonly change: (known: Table, spec: TableSpec) => Table;
  readonly remove: (table: Table) => void;
};

const statements = (db: DatabaseSync) => ({
  tables: db.prepare('SELECT id, name, spec, created FROM dynamodb_tables'),
  insert: db.prepare(
    'INSERT INTO dynamodb_tables (name, spec, created) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING id',
  ),
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

/** The type that a specification gives to a key. */
export const typeOf = (spec: TableSpec, name: string): string | undefined =>
  spec.AttributeDefinitions.find((one) => one.AttributeName === name)?.AttributeType;

/** Puts what items are there into new indexes. */
const makeFill =
  ({ items, indexRows }: TableRowsDeps) =>
  (table: Table, names: ReadonlySet<string>): void => {
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
const makeRewrite =
  ({ items, noteExpiry }: TableRowsDeps) =>
  (table: Table): void => {
    for (const { place, item } of [...items.all(table.id)]) {
      const expires = expiryOf(table, item);
      items.put(table.id, place, { item, size: sizeOfItem(item) }, expires);
      if (expires !== undefined) noteExpiry(expires);
    }
  };

/** The indexes of a table as they are stored. */
const makeIndexes = (sql: ReturnType<typeof statements>, { indexRows }: TableRowsDeps) => {
  const remove = (id: number): void => {
    indexRows.removeAll(id);
    sql.removeIndex.run(id);
  };

  /** Leaves the indexes that are as wanted; answers with the names of those that are new. */
  const change = (table: number, spec: TableSpec): ReadonlySet<string> => {
    const wanted = new Map((spec.GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName, indexShape(spec, one)]));
    for (const row of sql.indexes.all(table)) {
      if (wanted.get(String(row.name)) === row.spec) wanted.delete(String(row.name));
      else remove(Number(row.id));
    }
    for (const [name, shape] of wanted) sql.insertIndex.run(table, name, shape);
    return new Set(wanted.keys());
  };

  return { remove, change };
};

const inUse = (name: string) => new AwsError('ResourceInUseException', `Table already exists: ${name}`);

export const makeTableRows = (deps: TableRowsDeps): TableRows => {
  const { db, now, items } = deps;
  const sql = statements(db);
  const indexes = makeIndexes(sql, deps);
  const [fill, rewrite] = [makeFill(deps), makeRewrite(deps)];

  const load = (row: Readonly<Record<string, unknown>>): Table => {
    const id = Number(row.id);
    const ids = new Map(sql.indexes.all(id).map((one) => [String(one.name), Number(one.id)]));
    return makeTable(JSON.parse(String(row.spec)) as TableSpec, { id, created: Number(row.created), indexes: ids });
  };

  return {
    all: () => sql.tables.all().map(load),
    check: (spec) => {
      makeTable(spec, { id: 0, created: 0, indexes: new Map() });
    },
    insert: (spec) => {
      const [text, created] = [JSON.stringify(spec), now()];
      const row = sql.insert.get(spec.TableName, text, created);
      if (!row) throw inUse(spec.TableName);
      indexes.change(Number(row.id), spec);
      return load({ id: row.id, spec: text, created });
    },
    change: ({ id, created, spec: before }, spec) => {
      const text = JSON.stringify(spec);
      const added = indexes.change(id, spec);
      sql.update.run(text, id);
      const table = load({ id, spec: text, created });
      fill(table, added);
      if (before.TimeToLiveAttribute !== spec.TimeToLiveAttribute) rewrite(table);
      return table;
    },
    remove: (table) => {
      for (const index of table.indexes) indexes.remove(index.id);
      items.removeAll(table.id);
      sql.remove.run(table.id);
    },
  };
};
