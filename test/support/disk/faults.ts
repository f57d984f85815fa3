import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Imported before everything else in the process of a system (`node --import`): does to its disk what the test sends as a
 * message, and answers each message once it is done.
 */
export type Fault =
  /** From now on SQLite finds no room: not one page more, and none that is free. */
  | 'fill'
  /** There is room again. */
  | 'free'
  /** From now on SQLite may only read. */
  | 'lock'
  | 'unlock'
  /** All of the log is in the data file. */
  | 'checkpoint'
  /** Every fsync of the log from now on fails as a broken disk's does. */
  | 'break-sync';

type Callback = (error: Error | null) => void;

const require = createRequire(import.meta.url);
const sqlite = require('node:sqlite') as { DatabaseSync: typeof DatabaseSync };
const fs = require('node:fs') as { fdatasync: (descriptor: number, done: Callback) => void };

const open: DatabaseSync[] = [];
const { DatabaseSync: Original } = sqlite;
sqlite.DatabaseSync = class extends Original {
  constructor(path: string) {
    super(path);
    open.push(this);
  }
};

let isBroken = false;
const { fdatasync } = fs;
fs.fdatasync = (descriptor, done) => {
  if (isBroken) setImmediate(done, Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
  else fdatasync(descriptor, done);
};
syncBuiltinESMExports();

/** Takes all pages that the file has, and lets it have no more. */
const fill = (db: DatabaseSync): void => {
  db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
  const pages = db.prepare('PRAGMA page_count').get()?.['page_count'];
  db.exec(`PRAGMA max_page_count = ${String(pages)}`);
  const insert = db.prepare('INSERT INTO filler VALUES (zeroblob(1500))');
  try {
    for (;;) insert.run();
  } catch {
    // As was wanted.
  }
};

const deeds: Readonly<Record<Fault, (db: DatabaseSync) => void>> = {
  fill,
  free: (db) => {
    db.exec('PRAGMA max_page_count = 4294967294');
  },
  lock: (db) => {
    db.exec('PRAGMA query_only = ON');
  },
  unlock: (db) => {
    db.exec('PRAGMA query_only = OFF');
  },
  checkpoint: (db) => {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  },
  'break-sync': () => {
    isBroken = true;
  },
};

process.on('message', (fault: Fault) => {
  for (const db of open) if (db.isOpen) deeds[fault](db);
  process.send?.(fault);
});
process.channel?.unref();
