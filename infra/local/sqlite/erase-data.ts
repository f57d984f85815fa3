import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFile } from './open-file.ts';

/** What a data folder holds of ours, beside its backups. */
const ours = ['parcours.sqlite', 'parcours.sqlite-wal', 'parcours.sqlite-shm', 'keys.json'];

/**
 * Erases a data folder's record and keys; its backups stay. Opened first, so that what another process is using, or what
 * is not ours, is left alone.
 * @throws RuntimeRefusal as `openDataFile` does
 */
export const eraseData = (folder: string): void => {
  if (!existsSync(join(folder, 'parcours.sqlite'))) return;
  openDataFile(folder).close();
  for (const name of ours) rmSync(join(folder, name), { force: true });
};
