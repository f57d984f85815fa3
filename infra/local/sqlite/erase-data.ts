import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explainFailure, failureOf } from './explain-failure.ts';
import { refuseForeign } from './open-file.ts';
import { refuseNoted, refuseToErase } from './whose.ts';

/** What a data folder holds of ours, beside its backups. */
const ours = ['parcours.sqlite', 'parcours.sqlite-wal', 'parcours.sqlite-shm', 'keys.json', 'keys.json.new'];

/** Another version and damage are no reason to keep it; that somebody is using it is, and that an organisation's cases are in it. */
const refuseWanted = (file: string): void => {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
    refuseToErase(db, dirname(file));
  } catch (error) {
    if (failureOf(error) !== 'damaged') throw explainFailure(file, error);
  } finally {
    db.close();
  }
};

/**
 * Erases a data folder's record and keys; its backups stay. What another process is using, what is not ours, and the cases of
 * an organisation are left alone.
 * @throws RuntimeRefusal
 */
export const eraseData = (folder: string): void => {
  refuseNoted(folder);
  const file = join(folder, 'parcours.sqlite');
  if (existsSync(file)) {
    refuseForeign(file);
    refuseWanted(file);
  }
  for (const name of ours) rmSync(join(folder, name), { force: true });
};
