import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inBoth, RuntimeRefusal } from '../refusal.ts';
import { failureOf } from './explain-failure.ts';
import type { DataFile } from './open-file.ts';

const noRoom = (folder: string): string =>
  inBoth(
    `la copie n’est pas faite : le disque où se trouve ${folder} n’a pas assez de place; libérez-en, puis recommencez`,
    `the backup is not made: the disk that holds ${folder} has not enough room; free some, then try again`,
  );

const copyInto = (under: string, db: DatabaseSync, keys: string): void => {
  mkdirSync(under, { recursive: true, mode: 0o700 });
  const copy = join(under, 'parcours.sqlite');
  closeSync(openSync(copy, 'a', 0o600));
  // In one go between two turns: a copy by pages would run beside them on the same connection.
  db.prepare('VACUUM INTO ?').run(copy);
  if (existsSync(keys)) copyFileSync(keys, join(under, 'keys.json'));
};

/**
 * Copies data and keys of a running system to `<data>/backups/<time>`; that folder's files are a data folder again.
 * @returns the folder, complete when it is there.
 * @throws RuntimeRefusal in memory, where nothing outlives the process, and where there is no room: nothing is left then.
 */
export const backUp = ({ db, folder }: DataFile, time: Date): string => {
  if (folder === undefined) throw new RuntimeRefusal('data in memory cannot be copied: start with --data');
  const target = join(folder, 'backups', time.toISOString().replaceAll(':', '-'));
  const under = `${target}.part`;
  try {
    copyInto(under, db, join(folder, 'keys.json'));
    renameSync(under, target);
  } catch (error) {
    rmSync(under, { recursive: true, force: true });
    throw failureOf(error) === 'full' ? new RuntimeRefusal(noRoom(folder)) : error;
  }
  return target;
};
