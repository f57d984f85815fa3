import type { DatabaseSync } from 'node:sqlite';
import { checked, selectionOf } from '../../sqlite/row-check.ts';
import type { Place } from '../tables/keys.ts';

/** A row of an index: where it stands there, and what it shows. */
export type IndexRow = { readonly at: Place; readonly size: number; readonly body: string };

/** What a write does to one index: the row of the item as it was, and as it is; either may be missing. */
export type IndexChange = {
  readonly index: number;
  readonly place: Place;
  readonly before: Place | undefined;
  readonly after: IndexRow | undefined;
};

export type IndexRows = {
  readonly apply: (change: IndexChange) => void;
  readonly removeAll: (index: number) => void;
};

export const makeIndexRows = (db: DatabaseSync): IndexRows => {
  const insert = db.prepare(
    `INSERT INTO dynamodb_index_rows (${selectionOf('dynamodb_index_rows')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (index_id, ipk, isk, pk, sk) DO UPDATE SET size = excluded.size, body = excluded.body,
       row_check = excluded.row_check`,
  );
  const remove = db.prepare(
    'DELETE FROM dynamodb_index_rows WHERE index_id = ? AND ipk = ? AND isk = ? AND pk = ? AND sk = ?',
  );
  const removeAll = db.prepare('DELETE FROM dynamodb_index_rows WHERE index_id = ?');

  return {
    apply: ({ index, place, before, after }) => {
      const moved = before && !(after && samePlace(before, after.at));
      if (moved) remove.run(index, before.pk, before.sk, place.pk, place.sk);
      if (after) insert.run(...checked(index, after.at.pk, after.at.sk, place.pk, place.sk, after.size, after.body));
    },
    removeAll: (index) => {
      removeAll.run(index);
    },
  };
};

export const samePlace = (a: Place, b: Place): boolean => a.pk.equals(b.pk) && a.sk.equals(b.sk);
