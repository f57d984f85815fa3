import type { DatabaseSync } from 'node:sqlite';

/** Small values of the runtime itself that outlive it: the clock's offset, the issuer's key, fire times. */
export type Settings = {
  /** What was written last, durable or not. */
  readonly read: (name: string) => string | undefined;
  /** Whether nothing was ever written: the data are new. */
  readonly isEmpty: () => boolean;
  /**
   * Shares its fsync with others; resolves when the value is durable. One that the disk refused is written with whatever is
   * written next: nothing that comes after it is kept without it.
   */
  readonly write: (name: string, value: string) => Promise<void>;
  /** Durable with the next write, or a moment later: for what may be lost in a crash without harm. */
  readonly writeSoon: (name: string, value: string) => void;
  /** All of them or none, durable when it returns, with an fsync of their own: for the start. */
  readonly writeNow: (values: Readonly<Record<string, string>>) => void;
  /** Writes now what was to be written soon, as far as the disk takes it, and no more from then on. */
  readonly end: () => void;
};

type Deps = {
  readonly db: DatabaseSync;
  /** Waits for the next transaction, in which the rider is. */
  readonly nextTurn: () => Promise<void>;
  /** Brings what was committed onto the disk at once. */
  readonly syncNow: () => void;
};

/** Milliseconds. */
const soon = 500;

/** Settings in the data file; the rider takes what waits into the next transaction, whoever's it is. */
export const makeSettings = ({ db, nextTurn, syncNow }: Deps) => {
  const select = db.prepare('SELECT value FROM setting WHERE name = ?');
  const any = db.prepare('SELECT 1 FROM setting LIMIT 1');
  const upsert = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const waiting = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;

  const rider = {
    write: () => {
      for (const [name, value] of waiting) upsert.run(name, value);
    },
    written: () => {
      waiting.clear();
    },
  };

  const writeNow: Settings['writeNow'] = (values) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      for (const [name, value] of Object.entries(values)) upsert.run(name, value);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
    syncNow();
  };

  const settings: Settings = {
    read: (name) => {
      const row = waiting.has(name) ? { value: waiting.get(name) } : select.get(name);
      return row === undefined ? undefined : String(row['value']);
    },
    isEmpty: () => any.get() === undefined,
    write: (name, value) => {
      waiting.set(name, value);
      return nextTurn();
    },
    writeSoon: (name, value) => {
      if (hasEnded) return;
      waiting.set(name, value);
      timer ??= setTimeout(() => {
        timer = undefined;
        // A disk that refuses has been told of; what waits goes with whatever it takes next.
        nextTurn().catch(() => {});
      }, soon).unref();
    },
    writeNow,
    end: () => {
      hasEnded = true;
      clearTimeout(timer);
      try {
        // In one transaction, and on the disk before the next.
        writeNow(Object.fromEntries(waiting));
        waiting.clear();
      } catch {
        // On a full disk: the clock's offset and fire times as they were last kept.
      }
    },
  };
  return { settings, rider };
};
