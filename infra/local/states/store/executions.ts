import type { DatabaseSync } from 'node:sqlite';

import { checked, checkedColumns, intact, rowCheck } from '../../sqlite/row-check.ts';
import type { Thread } from '../engine/thread.ts';
import { eventKeys } from './schema.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as it is stored. Times are milliseconds since the epoch; `threads` is what has not ended yet. */
export type ExecutionRecord = {
  readonly id: number;
  /** The state machine's name, as in the execution's ARN. */
  readonly machine: string;
  readonly name: string;
  readonly revision: number;
  /** ARNs through which it was started. */
  readonly version: string | null;
  readonly alias: string | null;
  readonly status: ExecutionStatus;
  /** Counts commits; a commit states which one it builds on. */
  readonly seq: number;
  /** Id of its last event. */
  readonly events: number;
  readonly due: number | null;
  readonly unsettled: boolean;
  readonly started: number;
  readonly stopped: number | null;
  readonly redrives: number;
  readonly redriven: number | null;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly threads: readonly Thread[];
};

/** One event: type, previous id, time, and the members of its details as AWS names them. */
export type StoredEvent = readonly [
  type: string,
  previous: number,
  at: number,
  details?: Readonly<Record<string, unknown>>,
];

type Row = Omit<ExecutionRecord, 'threads' | 'unsettled'> & {
  readonly threads: string;
  readonly unsettled: number;
  readonly row_check: number;
};
type Leaf = { readonly key: number; readonly events: string };

export type ListFilter = {
  readonly machine: string;
  readonly status?: ExecutionStatus | undefined;
  readonly version?: string | undefined;
  readonly alias?: string | undefined;
  /** Only executions with a lower id. */
  readonly before: number;
  readonly limit: number;
};

const fromRow = (row: Readonly<Record<string, unknown>>): ExecutionRecord => {
  const { threads, unsettled, row_check: _, ...rest } = intact('states_execution', row) as unknown as Row;
  return { ...rest, unsettled: unsettled === 1, threads: JSON.parse(threads) as Thread[] };
};

const columns = [...checkedColumns.states_execution, 'row_check'];

const valuesOf = (record: ExecutionRecord) => {
  const values = { ...record, unsettled: record.unsettled ? 1 : 0, threads: JSON.stringify(record.threads) };
  return { ...values, row_check: rowCheck(checkedColumns.states_execution.map((column) => values[column])) };
};

export type ExecutionStore = ReturnType<typeof makeExecutionStore>;

/** Reads and writes executions and their events. Writes belong inside a turn. */
export const makeExecutionStore = (db: DatabaseSync) => {
  const byId = db.prepare('SELECT * FROM states_execution WHERE id = ?');
  const byName = db.prepare('SELECT * FROM states_execution WHERE machine = ? AND name = ?');
  const insert = db.prepare(
    `INSERT INTO states_execution (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
  );
  const update = db.prepare(`
    UPDATE states_execution SET status = :status, seq = :seq, events = :events, due = :due, unsettled = :unsettled,
      stopped = :stopped, redrives = :redrives, redriven = :redriven, output = :output, error = :error, cause = :cause,
      threads = :threads, row_check = :row_check
    WHERE id = :id AND seq = :expected`);
  const insertLeaf = db.prepare('INSERT INTO states_leaf (key, events, row_check) VALUES (?, ?, ?)');
  const leavesUp = db.prepare(`
    SELECT key, events, row_check FROM states_leaf
    WHERE key >= coalesce((SELECT max(key) FROM states_leaf WHERE key <= :from AND key >= :first), :first)
      AND key < :end ORDER BY key LIMIT :limit`);
  const leavesDown = db.prepare(
    'SELECT key, events, row_check FROM states_leaf WHERE key <= :from AND key >= :first ORDER BY key DESC LIMIT :limit',
  );
  const dueNow = db.prepare('SELECT id FROM states_execution WHERE due <= ? ORDER BY due, id LIMIT ?');
  const firstDue = db.prepare('SELECT min(due) AS due FROM states_execution WHERE due IS NOT NULL');
  const unsettledAfter = db.prepare(
    'SELECT id FROM states_execution WHERE unsettled = 1 AND id > ? ORDER BY id LIMIT ?',
  );
  const lastId = db.prepare('SELECT coalesce(max(id), 0) AS id FROM states_execution');
  const list = db.prepare(`
    SELECT * FROM states_execution WHERE machine = :machine AND (:status IS NULL OR status = :status)
      AND (:version IS NULL OR version = :version) AND (:alias IS NULL OR alias = :alias) AND id < :before
    ORDER BY id DESC LIMIT :limit`);
  const ids = (rows: readonly unknown[]) => rows.map((row) => (row as { readonly id: number }).id);
  let next = (lastId.get() as { readonly id: number }).id;

  const addEvents = (id: number, first: number, events: readonly StoredEvent[]) => {
    if (events.length > 0) insertLeaf.run(...checked(id * eventKeys + first, JSON.stringify(events)));
  };

  return {
    /** An id that no execution has had: known before the commit, since task tokens hold it. */
    nextId: () => (next += 1),
    get: (id: number) => {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    named: (machine: string, name: string) => {
      const row = byName.get(machine, name);
      return row && fromRow(row);
    },
    create: (record: ExecutionRecord, events: readonly StoredEvent[]) => {
      const { ...values } = valuesOf(record);
      insert.run(values);
      addEvents(record.id, 1, events);
    },
    /** Writes the next version of an execution; false, and nothing, if another commit came first. */
    save: (record: ExecutionRecord, expected: number, events: readonly StoredEvent[]): boolean => {
      const {
        id,
        status,
        seq,
        events: last,
        due,
        unsettled,
        stopped,
        redrives,
        redriven,
        output,
        error,
        cause,
        threads,
        row_check,
      } = valuesOf(record);
      const { changes } = update.run({
        id, status, seq, events: last, due, unsettled, stopped, redrives, redriven, output, error, cause, threads, row_check, expected,
      }); // prettier-ignore
      if (Number(changes) !== 1) return false;
      addEvents(id, last - events.length + 1, events);
      return true;
    },
    /** Up to `limit` events from the id `from` on, in the direction asked for, each with its id. */
    events: (
      id: number,
      { from, limit, reverse }: { readonly from: number; readonly limit: number; readonly reverse: boolean },
    ) => {
      const first = id * eventKeys;
      const rows = reverse
        ? leavesDown.all({ from: first + from, first, limit })
        : leavesUp.all({ from: first + from, first, end: first + eventKeys, limit });
      const found = rows.flatMap((row) => {
        const { key, events } = intact('states_leaf', row) as unknown as Leaf;
        const parsed = (JSON.parse(events) as StoredEvent[]).map((event, index) => ({
          id: key - first + index,
          event,
        }));
        return reverse ? parsed.reverse() : parsed;
      });
      return found.filter((event) => (reverse ? event.id <= from : event.id >= from)).slice(0, limit);
    },
    list: ({ machine, status, version, alias, before, limit }: ListFilter) =>
      list
        .all({ machine, status: status ?? null, version: version ?? null, alias: alias ?? null, before, limit })
        .map(fromRow),
    dueNow: (now: number, limit: number) => ids(dueNow.all(now, limit)),
    firstDue: () => (firstDue.get() as { readonly due: number | null }).due,
    unsettledAfter: (id: number, limit: number) => ids(unsettledAfter.all(id, limit)),
  };
};
