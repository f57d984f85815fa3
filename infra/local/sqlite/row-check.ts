import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { inBoth } from '../refusal.ts';

/**
 * Tables whose rows carry a check value over these columns, in this order, in their column `row_check`: all that holds what
 * people said. SQLite finds damage to its trees; it has no way to know that a letter inside a value is another than was written.
 */
// prettier-ignore
export const checkedColumns = {
  dynamodb_items: ['table_id', 'pk', 'sk', 'size', 'body', 'expires'],
  dynamodb_index_rows: ['index_id', 'ipk', 'isk', 'pk', 'sk', 'size', 'body'],
  states_execution: [
    'id', 'machine', 'name', 'revision', 'version', 'alias', 'status', 'seq', 'events', 'due', 'unsettled', 'started',
    'stopped', 'redrives', 'redriven', 'input', 'output', 'error', 'cause', 'threads',
  ],
  states_leaf: ['key', 'events'],
  ses_message: ['recipients', 'mail'],
} as const satisfies Record<string, readonly string[]>;

export type CheckedTable = keyof typeof checkedColumns;

/** What SELECT names, so that a row can be checked. */
export const selectionOf = (table: CheckedTable): string => [...checkedColumns[table], 'row_check'].join(', ');

/** The check value of a row. It tells an accident, not an intention: whoever writes the file can write this as well. */
export const rowCheck = (values: readonly unknown[]): number => {
  let sum = 0;
  for (const value of values) {
    sum = crc32(typeof value === 'string' || value instanceof Uint8Array ? value : String(value), sum);
  }
  return sum;
};

/** The values of a row, with their check value behind them. */
export const checked = (...values: readonly SQLInputValue[]): readonly SQLInputValue[] => [...values, rowCheck(values)];

/** A row is not what was written: it is not served. */
export class DamagedRow extends Error {
  override readonly name = 'DamagedRow';

  constructor(table: CheckedTable) {
    super(
      inBoth(
        `une rangée de ${table} est abîmée et n’est pas servie, le reste l’est : npm run audit dit combien le sont; remettez une copie de sauvegarde`,
        `a row of ${table} is damaged and is not served, the rest is: npm run audit says how many are; restore a backup`,
      ),
    );
  }
}

type Row = Readonly<Record<string, unknown>>;

const isWhole = (table: CheckedTable, row: Row): boolean =>
  rowCheck(checkedColumns[table].map((column) => row[column])) === row['row_check'];

/** A row as it was written. @throws DamagedRow when it is not */
export const intact = <T extends Row>(table: CheckedTable, row: T): T => {
  if (!isWhole(table, row)) throw new DamagedRow(table);
  return row;
};

const exists = (db: DatabaseSync, table: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined;

/** How many rows of each table there are, and how many are damaged. Reads all of the data. */
export const checkRows = (db: DatabaseSync): { readonly rows: number; readonly damaged: readonly CheckedTable[] } => {
  let rows = 0;
  const damaged: CheckedTable[] = [];
  for (const table of Object.keys(checkedColumns) as CheckedTable[]) {
    if (!exists(db, table)) continue;
    for (const row of db.prepare(`SELECT ${selectionOf(table)} FROM ${table}`).iterate()) {
      rows += 1;
      if (!isWhole(table, row)) damaged.push(table);
    }
  }
  return { rows, damaged };
};
