import type { DatabaseSync } from 'node:sqlite';
import { checked, intact, selectionOf } from '../../sqlite/row-check.ts';
import type { Place } from '../tables/keys.ts';
import type { Item } from '../values/attribute-value.ts';

/** A stored item with its size in bytes, as capacity counts it. */
export type Stored = { readonly item: Item; readonly size: number };

export type Items = {
  readonly get: (table: number, place: Place) => Stored | undefined;
  /** `expires` is the second since the epoch from which the item may go. */
  readonly put: (table: number, place: Place, stored: Stored, expires: number | undefined) => void;
  readonly remove: (table: number, place: Place) => void;
  /** Every item of a table, in the order of its keys, read as it is consumed. */
  readonly all: (table: number) => Iterable<{ readonly place: Place; readonly item: Item }>;
  readonly count: (table: number) => { readonly items: number; readonly bytes: number };
  readonly removeAll: (table: number) => void;
};

export const parseBody = (body: unknown): Item => JSON.parse(String(body)) as Item;

/** @param noteErased called in the turn that removes an item */
export const makeItems = (db: DatabaseSync, noteErased: () => void): Items => {
  const columns = selectionOf('dynamodb_items');
  const select = db.prepare(`SELECT ${columns} FROM dynamodb_items WHERE table_id = ? AND pk = ? AND sk = ?`);
  const upsert = db.prepare(
    `INSERT INTO dynamodb_items (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (table_id, pk, sk) DO UPDATE SET size = excluded.size, body = excluded.body, expires = excluded.expires,
       row_check = excluded.row_check`,
  );
  const remove = db.prepare('DELETE FROM dynamodb_items WHERE table_id = ? AND pk = ? AND sk = ?');
  const removeAll = db.prepare('DELETE FROM dynamodb_items WHERE table_id = ?');
  const count = db.prepare('SELECT COUNT(*) AS items, TOTAL(size) AS bytes FROM dynamodb_items WHERE table_id = ?');
  const all = db.prepare(`SELECT ${columns} FROM dynamodb_items WHERE table_id = ? ORDER BY pk, sk`);

  return {
    get: (table, { pk, sk }) => {
      const row = select.get(table, pk, sk);
      return row && { item: parseBody(intact('dynamodb_items', row).body), size: Number(row.size) };
    },
    put: (table, { pk, sk }, { item, size }, expires) => {
      upsert.run(...checked(table, pk, sk, size, JSON.stringify(item), expires ?? null));
    },
    remove: (table, { pk, sk }) => {
      remove.run(table, pk, sk);
      noteErased();
    },
    *all(table) {
      for (const row of all.iterate(table)) {
        yield {
          place: { pk: asBuffer(row.pk), sk: asBuffer(row.sk) },
          item: parseBody(intact('dynamodb_items', row).body),
        };
      }
    },
    count: (table) => {
      const row = count.get(table);
      return { items: Number(row?.items), bytes: Number(row?.bytes) };
    },
    removeAll: (table) => {
      removeAll.run(table);
      noteErased();
    },
  };
};

/** The bytes of a BLOB column. */
export const asBuffer = (value: unknown): Buffer => Buffer.from(value as Uint8Array);
