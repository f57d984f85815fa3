import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock/clock.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { asBuffer } from './items.ts';
import type { IndexChange, IndexRow, IndexRows } from './index-rows.ts';

type Late = {
  readonly db: DatabaseSync;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly rows: IndexRows;
  readonly delay: number;
};

const wakeUp = ['dynamodb-index-rows', 'next'] as const;

/** Moves what is queued and due into the indexes; changes of one item stay in their order. */
const makeQueue = (db: DatabaseSync, rows: IndexRows) => {
  const due = db.prepare('SELECT * FROM dynamodb_pending_rows WHERE due <= ? ORDER BY due, id');
  const forget = db.prepare('DELETE FROM dynamodb_pending_rows WHERE id = ?');
  const first = db.prepare('SELECT MIN(due) AS due FROM dynamodb_pending_rows');

  const changeOf = (row: Readonly<Record<string, unknown>>): IndexChange => {
    const at = (pk: unknown, sk: unknown) => (pk === null ? undefined : { pk: asBuffer(pk), sk: asBuffer(sk) });
    const place = at(row.ipk, row.isk);
    const after: IndexRow | undefined = place && { at: place, size: Number(row.size), body: String(row.body) };
    return {
      index: Number(row.index_id),
      place: { pk: asBuffer(row.pk), sk: asBuffer(row.sk) },
      before: at(row.old_ipk, row.old_isk),
      after,
    };
  };

  return {
    applyUntil: (time: number) => {
      for (const row of due.all(time)) {
        rows.apply(changeOf(row));
        forget.run(Number(row.id));
      }
    },
    next: (): number | undefined => {
      const value = first.get()?.due;
      return value === null || value === undefined ? undefined : Number(value);
    },
  };
};

/**
 * Index rows that appear a random while after their items, as on AWS. The queue is durable; what a stopped
 * runtime left in it appears at the next start, whatever the delay is then.
 */
export const makeLateIndexRows = ({ db, turns, clock, rows, delay }: Late): IndexRows => {
  const queue = makeQueue(db, rows);
  queue.applyUntil(Number.MAX_SAFE_INTEGER);
  if (delay === 0) return rows;

  const insert = db.prepare(
    `INSERT INTO dynamodb_pending_rows (due, index_id, pk, sk, old_ipk, old_isk, ipk, isk, size, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = db.prepare('SELECT MAX(due) AS due FROM dynamodb_pending_rows WHERE index_id = ? AND pk = ? AND sk = ?');
  const removeAll = db.prepare('DELETE FROM dynamodb_pending_rows WHERE index_id = ?');
  let armed = Number.POSITIVE_INFINITY;

  const arm = (at: number) => {
    if (at >= armed) return;
    armed = at;
    clock.wakeAt(...wakeUp, at, async () => {
      armed = Number.POSITIVE_INFINITY;
      await turns(() => {
        queue.applyUntil(clock.now());
      });
      const next = queue.next();
      if (next !== undefined) arm(next);
    });
  };

  return {
    apply: ({ index, place: { pk, sk }, before, after }) => {
      const wanted = Math.ceil(clock.now() + Math.random() * delay);
      const due = Math.max(wanted, Number(last.get(index, pk, sk)?.due ?? 0));
      const [old, at] = [before ?? { pk: null, sk: null }, after?.at ?? { pk: null, sk: null }];
      insert.run(due, index, pk, sk, old.pk, old.sk, at.pk, at.sk, after?.size ?? null, after?.body ?? null);
      arm(due);
    },
    removeAll: (index) => {
      removeAll.run(index);
      rows.removeAll(index);
    },
  };
};
