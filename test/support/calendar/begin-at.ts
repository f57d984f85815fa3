import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData } from '../../../infra/local/provision/data.ts';

/** A new data folder whose clock shows that moment, in milliseconds since the epoch. */
export const beginAt = async (moment: number): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-calendar-'));
  const { file, settings, clock } = openData(folder, (error) => {
    throw error;
  });
  settings.writeNow('clock-offset', String(moment - Date.now()));
  clock.stop();
  settings.end();
  file.close();
  return folder;
};
