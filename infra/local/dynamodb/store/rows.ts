import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { intact, selectionOf, type CheckedTable } from '../../sqlite/row-check.ts';
import type { Place } from '../tables/keys.ts';
import type { Item } from '../values/attribute-value.ts';
import { parseBody } from './items.ts';

/** Sort keys from `from` up to, but not including, `to`, in bytes. */
export type SortRange = { readonly from: Buffer; readonly to: Buffer };

/** A row as a query or a scan meets it, in the order of the walk. */
export type Row = { readonly item: () => Item; readonly size: number };

/** Where a walk through an index stopped: its place there, and the item's own. */
type IndexPosition = { readonly at: Place; readonly own: Place };

export type Rows = {
  readonly query: (table: number, pk: Buffer, range: SortRange, forward: boolean, after?: Place) => Iterable<Row>;
  readonly queryIndex: (
    index: number,
    pk: Buffer,
    range: SortRange,
    forward: boolean,
    after?: IndexPosition,
  ) => Iterable<Row>;
  readonly scan: (table: number, after?: Place) => Iterable<Row>;
  readonly scanIndex: (index: number, after?: IndexPosition) => Iterable<Row>;
};

const none = Buffer.alloc(0);

type Walk = (statement: StatementSync, ...values: readonly (number | Buffer)[]) => Iterable<Row>;

/** A row is checked where it is read, and not where it is only stepped over. */
const walkOf = (table: CheckedTable): Walk =>
  function* (statement, ...values) {
    for (const row of statement.iterate(...values)) {
      yield { size: Number(row.size), item: () => parseBody(intact(table, row).body) };
    }
  };
const walk = walkOf('dynamodb_items');
const walkIndex = walkOf('dynamodb_index_rows');

const later = (a: Buffer, b: Buffer | undefined): Buffer => (b && b.compare(a) > 0 ? b : a);
const sooner = (a: Buffer, b: Buffer | undefined): Buffer => (b && b.compare(a) < 0 ? b : a);
const just = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);

/**
 * The walks of queries and scans. Each is one range of one SQLite index, from where the last page ended; they run
 * between turns, which are synchronous, and so see committed data only.
 */
export const makeRows = (db: DatabaseSync): Rows => {
  const items = `SELECT ${selectionOf('dynamodb_items')} FROM dynamodb_items WHERE table_id = ?`;
  const index = `SELECT ${selectionOf('dynamodb_index_rows')} FROM dynamodb_index_rows WHERE index_id = ?`;
  const up = db.prepare(`${items} AND pk = ? AND sk >= ? AND sk < ? ORDER BY sk`);
  const down = db.prepare(`${items} AND pk = ? AND sk >= ? AND sk < ? ORDER BY sk DESC`);
  const indexUp = db.prepare(`${index} AND ipk = ? AND (isk, pk, sk) > (?, ?, ?) AND isk < ? ORDER BY isk, pk, sk`);
  const indexDown = db.prepare(
    `${index} AND ipk = ? AND (isk, pk, sk) < (?, ?, ?) AND isk >= ? ORDER BY isk DESC, pk DESC, sk DESC`,
  );
  const scan = db.prepare(`${items} AND (pk, sk) > (?, ?) ORDER BY pk, sk`);
  const scanIndex = db.prepare(`${index} AND (ipk, isk, pk, sk) > (?, ?, ?, ?) ORDER BY ipk, isk, pk, sk`);

  return {
    query: (table, pk, { from, to }, forward, after) =>
      forward
        ? walk(up, table, pk, later(from, after && just(after.sk)), to)
        : walk(down, table, pk, from, sooner(to, after?.sk)),
    // A row's own key is never empty, so (bound, none, none) stands before every row at that bound.
    queryIndex: (id, pk, { from, to }, forward, after) => {
      const bound = forward ? from : to;
      const inside = after && (forward ? after.at.sk.compare(from) >= 0 : after.at.sk.compare(to) < 0);
      const start = inside ? [after.at.sk, after.own.pk, after.own.sk] : [bound, none, none];
      return walkIndex(forward ? indexUp : indexDown, id, pk, ...start, forward ? to : from);
    },
    scan: (table, after) => walk(scan, table, after?.pk ?? none, after?.sk ?? none),
    scanIndex: (id, after) =>
      walkIndex(
        scanIndex,
        id,
        after?.at.pk ?? none,
        after?.at.sk ?? none,
        after?.own.pk ?? none,
        after?.own.sk ?? none,
      ),
  };
};
