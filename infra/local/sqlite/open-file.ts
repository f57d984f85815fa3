import { closeSync, existsSync, fdatasync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeRefusal } from '../refusal.ts';
import { codeOf, explainFailure } from './explain-failure.ts';
import { checkVersion } from './versions.ts';

/** "PARC": how the data file says whose it is. */
const applicationId = 0x50415243;
/** Raised with every change of the runtime's own tables; `test/golden/data-file.json` holds those that go with it. */
export const fileVersion = 1;

const header = { length: 100, magic: 'SQLite format 3\0', versionAt: 60, applicationAt: 68 } as const;

/** An open data file. */
export type DataFile = {
  readonly db: DatabaseSync;
  /** Where keys are kept beside the data; undefined in memory. */
  readonly folder: string | undefined;
  /** Brings all that was committed onto the disk, in a thread of its own; undefined in memory. */
  readonly sync: (() => Promise<void>) | undefined;
  /** Checkpoints and closes. */
  readonly close: () => void;
};

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

/**
 * Looks at the first bytes only, so that a file that is not ours is not even opened as a database.
 * @throws RuntimeRefusal
 */
export const refuseForeign = (file: string): void => {
  const bytes = readHeader(file);
  if (!bytes) return;
  const isOurs =
    bytes.toString('latin1', 0, header.magic.length) === header.magic &&
    bytes.readUInt32BE(header.applicationAt) === applicationId;
  if (!isOurs) throw new RuntimeRefusal(`${file} is not a Parcours data file: choose another folder with --data`);
};

/** Read through SQLite, since the log may know better than the first bytes of the file; 0 is a file that holds nothing yet. */
const versionIn = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

/**
 * Before WAL, so that the first bytes of the file itself say whose it is from the first moment. Small pages, because an
 * advance changes a few rows in each of many places, and the log holds whole pages: an fsync has a third less to write.
 */
const begin = (db: DatabaseSync): void => {
  db.exec(`
    PRAGMA page_size = 2048;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${fileVersion};
  `);
};

/** Takes the file for this process alone. @throws RuntimeRefusal when it is of another version, which is left as it is */
const prepare = (db: DatabaseSync, file: string): void => {
  db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE');
  const written = versionIn(db);
  if (written === 0) begin(db);
  else checkVersion(file, 'tables', { written, read: fileVersion });
  db.exec(`
    PRAGMA secure_delete = ON;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 40000;
    PRAGMA foreign_keys = OFF;
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    COMMIT;
  `);
};

/**
 * The write-ahead log as we bring it onto the disk ourselves, after each group of commits and before anybody is answered:
 * SQLite would do it in the COMMIT, and hold the process up meanwhile. SQLite itself still syncs around checkpoints. It holds
 * its locks on the data file alone, so that closing this one gives none of them up.
 */
const openLog = (file: string): { readonly sync: () => Promise<void>; readonly close: () => void } => {
  const descriptor = openSync(file, 'r+');
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () => {
      closeSync(descriptor);
    },
  };
};

/** Writes the log back into the file when nothing was written for a while, so that no request waits for it. */
const checkpointWhenIdle = (db: DatabaseSync): (() => void) => {
  const changes = db.prepare('SELECT total_changes() AS n');
  let seen = 0;
  let written = 0;
  const timer = setInterval(() => {
    const now = Number(changes.get()?.['n']);
    const isIdle = now === seen;
    seen = now;
    if (!isIdle || now === written) return;
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
      written = now;
    } catch {
      // A full disk: the log keeps it until the next try.
    }
  }, 5_000).unref();
  return () => {
    clearInterval(timer);
  };
};

/**
 * Opens `<folder>/parcours.sqlite`, or a file in memory for `:memory:`.
 * @throws RuntimeRefusal when the folder or file is not ours to write, is of another version, in use, damaged or on a full disk.
 */
export const openDataFile = (data: string): DataFile => {
  const folder = data === ':memory:' ? undefined : data;
  if (folder !== undefined) makeFolder(folder);
  const file = folder === undefined ? ':memory:' : join(folder, 'parcours.sqlite');
  if (folder !== undefined) refuseForeign(file);
  let db: DatabaseSync | undefined;
  try {
    // Made here and not by SQLite, whose log beside it takes over the mode.
    if (folder !== undefined) closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file);
    prepare(db, file);
  } catch (error) {
    db?.close();
    throw explainFailure(file, error);
  }
  const open = db;
  const log = folder === undefined ? undefined : openLog(`${file}-wal`);
  const stopCheckpoints = checkpointWhenIdle(open);
  return {
    db: open,
    folder,
    sync: log?.sync,
    close: () => {
      stopCheckpoints();
      log?.close();
      try {
        if (folder !== undefined) open.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk what was committed stays in the log, and the next start reads it there.
      }
      open.close();
    },
  };
};
