import type { Turns } from '../../sqlite/group-commit.ts';
import { invalid, unknownTable } from '../errors.ts';
import type { Table, TableSpec } from './table.ts';
import { type TableRows, typeOf } from './table-rows.ts';

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

const keyShape = (spec: TableSpec): string =>
  spec.KeySchema.map(
    ({ AttributeName: name, KeyType: type }) => `${name} (${type}, ${typeOf(spec, name) ?? '?'})`,
  ).join(', ');

const otherKey = (known: TableSpec, spec: TableSpec) =>
  invalid(
    `The table ${spec.TableName} holds items under the primary key ${keyShape(known)}; ` +
      `a table's key cannot be changed to ${keyShape(spec)}.`,
  );

/** The tables, known by name in memory; a change is known once it is committed. */
export const makeCatalogue = (turns: Turns, rows: TableRows): Catalogue => {
  const tables = new Map(rows.all().map((table) => [table.name, table]));

  const keep = (table: Table): void => {
    tables.set(table.name, table);
  };

  return {
    get: (name) => {
      const table = tables.get(name);
      if (!table) throw unknownTable();
      return table;
    },
    names: () => [...tables.keys()].sort(),
    create: async (spec) => {
      rows.check(spec);
      const table = await turns(() => rows.insert(spec));
      keep(table);
      return table;
    },
    ensure: async (spec) => {
      rows.check(spec);
      const known = tables.get(spec.TableName);
      if (known && keyShape(known.spec) !== keyShape(spec)) throw otherKey(known.spec, spec);
      if (known && JSON.stringify(known.spec) === JSON.stringify(spec)) return;
      keep(await turns(() => (known ? rows.change(known, spec) : rows.insert(spec))));
    },
    remove: async (table) => {
      await turns(() => {
        rows.remove(table);
      });
      tables.delete(table.name);
    },
  };
};
