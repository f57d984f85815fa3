import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeRefusal } from '../refusal.ts';

/** "PARC": how the data file says whose it is. */
const applicationId = 0x50415243;
/** Raised when an older program could no longer read the file. */
const fileVersion = 1;

const header = { length: 100, magic: 'SQLite format 3\0', versionAt: 60, applicationAt: 68 } as const;

/** An open data file. */
export type DataFile = {
  readonly db: DatabaseSync;
  /** Where keys are kept beside the data; undefined in memory. */
  readonly folder: string | undefined;
  /** Checkpoints and closes. */
  readonly close: () => void;
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLite's primary result code. */
const resultOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RuntimeRefusal(
      `the data folder ${folder} cannot be made (${codeOf(error)}): give its path another owner or choose another with --data`,
    );
  }
};

const readHeader = (file: string): Buffer | undefined => {
  if (!existsSync(file)) return undefined;
  const bytes = Buffer.alloc(header.length);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    throw new RuntimeRefusal(`${file} cannot be read (${codeOf(error)}): give this user read and write permission`);
  }
  try {
    const read = readSync(descriptor, bytes, 0, header.length, 0);
    return read === 0 ? undefined : bytes;
  } finally {
    closeSync(descriptor);
  }
};

/** Looks at the first bytes only, so that a file that is not ours is not even opened as a database. */
const refuseForeign = (file: string): void => {
  const bytes = readHeader(file);
  if (!bytes) return;
  const isOurs =
    bytes.toString('latin1', 0, header.magic.length) === header.magic &&
    bytes.readUInt32BE(header.applicationAt) === applicationId;
  if (!isOurs) throw new RuntimeRefusal(`${file} is not a Parcours data file: choose another folder with --data`);
  const version = bytes.readUInt32BE(header.versionAt);
  if (version > fileVersion) {
    throw new RuntimeRefusal(
      `${file} was written by a newer Parcours (file version ${version}, this one reads ${fileVersion}): start that one`,
    );
  }
};

/** Before WAL, so that the first bytes of the file itself say whose it is from the first moment. */
const prepare = (db: DatabaseSync): void => {
  db.exec(`
    PRAGMA busy_timeout = 0;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA secure_delete = ON;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${fileVersion};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 20000;
    PRAGMA foreign_keys = OFF;
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    COMMIT;
  `);
};

const explain = (file: string, error: unknown): unknown => {
  switch (resultOf(error)) {
    case 5: // SQLITE_BUSY
      return new RuntimeRefusal(`${file} is in use by another process: stop that one, or choose another --data folder`);
    case 13: // SQLITE_FULL
      return new RuntimeRefusal(`the disk that holds ${file} is full: free some space and start again`);
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
      return new RuntimeRefusal(`${file} cannot be written: give this user read and write permission on its folder`);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new RuntimeRefusal(`${file} is damaged: restore a backup`);
    default:
      return error;
  }
};

/** Writes the log back into the file when nothing was written for a while, so that no request waits for it. */
const checkpointWhenIdle = (db: DatabaseSync): (() => void) => {
  const changes = db.prepare('SELECT total_changes() AS n');
  let seen = 0;
  let written = 0;
  const timer = setInterval(() => {
    const now = Number(changes.get()?.['n']);
    if (now === seen && now !== written) {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
      written = now;
    }
    seen = now;
  }, 5_000).unref();
  return () => {
    clearInterval(timer);
  };
};

/**
 * Opens `<folder>/parcours.sqlite`, or a file in memory for `:memory:`.
 * @throws RuntimeRefusal when the folder or file is not ours to write, is newer, in use, damaged or on a full disk.
 */
export const openDataFile = (data: string): DataFile => {
  const folder = data === ':memory:' ? undefined : data;
  if (folder !== undefined) makeFolder(folder);
  const file = folder === undefined ? ':memory:' : join(folder, 'parcours.sqlite');
  if (folder !== undefined) refuseForeign(file);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    prepare(db);
    if (folder !== undefined) chmodSync(file, 0o600);
  } catch (error) {
    db?.close();
    throw explain(file, error);
  }
  const open = db;
  const stopCheckpoints = checkpointWhenIdle(open);
  return {
    db: open,
    folder,
    close: () => {
      stopCheckpoints();
      if (folder !== undefined) open.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      open.close();
    },
  };
};
