import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeRefusal } from '../refusal.ts';
import type { DataFile } from './open-file.ts';

/**
 * Copies data and keys of a running system to `<data>/backups/<time>`; that folder's files are a data folder again.
 * @returns the folder, complete when it is there.
 * @throws RuntimeRefusal in memory, where nothing outlives the process.
 */
export const backUp = ({ db, folder }: DataFile, time: Date): string => {
  if (folder === undefined) throw new RuntimeRefusal('data in memory cannot be copied: start with --data');
  const target = join(folder, 'backups', time.toISOString().replaceAll(':', '-'));
  const under = `${target}.part`;
  mkdirSync(under, { recursive: true, mode: 0o700 });
  const copy = join(under, 'parcours.sqlite');
  closeSync(openSync(copy, 'a', 0o600));
  // In one go between two turns: a copy by pages would run beside them on the same connection.
  db.prepare('VACUUM INTO ?').run(copy);
  const keys = join(folder, 'keys.json');
  if (existsSync(keys)) copyFileSync(keys, join(under, 'keys.json'));
  renameSync(under, target);
  return target;
};
