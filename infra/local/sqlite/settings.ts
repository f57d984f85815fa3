import type { DatabaseSync } from 'node:sqlite';
import type { Turns } from './group-commit.ts';

/** Small values of the runtime itself that outlive it: the clock's offset, the issuer's key, fire times. */
export type Settings = {
  readonly read: (name: string) => string | undefined;
  /** Whether nothing was ever written: the data are new. */
  readonly isEmpty: () => boolean;
  /** Shares its fsync with others; resolves when the value is durable. */
  readonly write: (name: string, value: string) => Promise<void>;
  /** Durable with the next write, or a moment later: for what may be lost in a crash without harm. */
  readonly writeSoon: (name: string, value: string) => void;
  /** Durable when it returns, with an fsync of its own: for the start and the end. */
  readonly writeNow: (name: string, value: string) => void;
  /** Writes now what was to be written soon, and no more from then on. */
  readonly end: () => void;
};

/** Milliseconds. */
const soon = 500;

/** Settings in the data file. */
export const makeSettings = (db: DatabaseSync, turns: Turns): Settings => {
  const select = db.prepare('SELECT value FROM setting WHERE name = ?');
  const first = db.prepare('SELECT 1 FROM setting LIMIT 1');
  const upsert = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const waiting = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const [name, value] of waiting) upsert.run(name, value);
    waiting.clear();
  };

  return {
    read: (name) => {
      const row = select.get(name);
      return row === undefined ? undefined : String(row['value']);
    },
    isEmpty: () => first.get() === undefined,
    write: (name, value) =>
      turns(() => {
        flush();
        upsert.run(name, value);
      }),
    writeSoon: (name, value) => {
      if (hasEnded) return;
      waiting.set(name, value);
      timer ??= setTimeout(flush, soon).unref();
    },
    writeNow: (name, value) => {
      upsert.run(name, value);
    },
    end: () => {
      flush();
      hasEnded = true;
    },
  };
};
