import type { DatabaseSync } from 'node:sqlite';
import type { Turns } from './group-commit.ts';

/** Small values of the runtime itself that outlive it: the clock's offset, the issuer's key, fire times. */
export type Settings = {
  readonly read: (name: string) => string | undefined;
  /** Shares its fsync with others; resolves when the value is durable. */
  readonly write: (name: string, value: string) => Promise<void>;
  /** Durable when it returns, with an fsync of its own: for the start. */
  readonly writeNow: (name: string, value: string) => void;
};

/** Settings in the data file. */
export const makeSettings = (db: DatabaseSync, turns: Turns): Settings => {
  const select = db.prepare('SELECT value FROM setting WHERE name = ?');
  const upsert = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    read: (name) => {
      const row = select.get(name);
      return row === undefined ? undefined : String(row['value']);
    },
    write: async (name, value) => {
      await turns(() => upsert.run(name, value));
    },
    writeNow: (name, value) => {
      upsert.run(name, value);
    },
  };
};
