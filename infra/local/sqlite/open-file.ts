import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeRefusal } from '../refusal.ts';
import { checkpoint, checkpointInGaps } from './checkpoints.ts';
import { codeOf, explainFailure } from './explain-failure.ts';
import { refuseDamagedLog } from './log-damage.ts';
import { openLog } from './log-file.ts';
import { refuseEmptyFile, refuseLoneKeys } from './lost-data.ts';
import { rememberPlace, type Place } from './place.ts';
import { checkVersion } from './versions.ts';

/** "PARC": how the data file says whose it is. */
const applicationId = 0x50415243;
/** Raised with every change of the runtime's own tables; `test/golden/data-file.json` holds those that go with it. */
export const fileVersion = 2;

const header = { length: 100, magic: 'SQLite format 3\0', versionAt: 60, applicationAt: 68 } as const;

/** An open data file. */
export type DataFile = {
  readonly db: DatabaseSync;
  /** Its path, for people. */
  readonly name: string;
  /** Where keys are kept beside the data; undefined in memory. */
  readonly folder: string | undefined;
  /** Brings all that was committed onto the disk, in a thread of its own; undefined in memory. */
  readonly sync: (() => Promise<void>) | undefined;
  /** The same at once. */
  readonly syncNow: () => void;
  /** To be called in the turn that erases something: within a minute no file of the data holds it. */
  readonly noteErased: () => void;
  /** Whether the file is still where it was opened. */
  readonly place: Place;
  /** Checkpoints and closes. A file that is no longer in its place stays open: closed, it would take the log of its successor away. */
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
  // Zeros are what a broken disk leaves: SQLite will call them damage.
  if (!bytes || bytes.every((byte) => byte === 0)) return;
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

/** Takes the file for this process alone. @throws RuntimeRefusal when it is of another version or lost its log, and leaves it as it is */
const prepare = (db: DatabaseSync, file: string): void => {
  db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE');
  const written = versionIn(db);
  if (written !== 0) checkVersion(file, 'tables', { written, read: fileVersion });
  refuseLoneKeys(db, file);
  if (written === 0) begin(db);
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

const inMemory = (db: DatabaseSync): DataFile => ({
  db,
  name: ':memory:',
  folder: undefined,
  sync: undefined,
  syncNow: () => {},
  noteErased: () => {},
  place: { isHeld: () => true },
  close: () => {
    db.close();
  },
});

const onDisk = (db: DatabaseSync, folder: string, file: string): DataFile => {
  const log = openLog(`${file}-wal`);
  const place = rememberPlace([file, `${file}-wal`]);
  const checkpoints = checkpointInGaps(db);
  return {
    db,
    name: file,
    folder,
    sync: log.sync,
    syncNow: log.syncNow,
    noteErased: checkpoints.noteErased,
    place,
    close: () => {
      checkpoints.end();
      if (!place.isHeld()) return;
      log.close();
      checkpoint(db, 'TRUNCATE');
      db.close();
    },
  };
};

/**
 * Opens `<folder>/parcours.sqlite`, or a file in memory for `:memory:`.
 * @throws RuntimeRefusal when the folder or file is not ours to write, is of another version, in use, damaged,
 * on a full disk, or empty beside what shows that it was not.
 */
export const openDataFile = (data: string): DataFile => {
  const folder = data === ':memory:' ? undefined : data;
  if (folder !== undefined) makeFolder(folder);
  const file = folder === undefined ? ':memory:' : join(folder, 'parcours.sqlite');
  if (folder !== undefined) {
    refuseEmptyFile(file);
    refuseForeign(file);
  }
  let db: DatabaseSync | undefined;
  try {
    // Made here and not by SQLite, whose log beside it takes over the mode.
    if (folder !== undefined) closeSync(openSync(file, 'a', 0o600));
    if (folder !== undefined) refuseDamagedLog(file);
    db = new DatabaseSync(file);
    prepare(db, file);
  } catch (error) {
    db?.close();
    throw explainFailure(file, error);
  }
  return folder === undefined ? inMemory(db) : onDisk(db, folder, file);
};
