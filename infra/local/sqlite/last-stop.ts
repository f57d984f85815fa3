import { RuntimeRefusal } from '../refusal.ts';
import { explain } from './explain-failure.ts';
import type { DataFile } from './open-file.ts';
import type { Settings } from './settings.ts';

const name = 'last-stop';

/**
 * Looks for damage where the last process did not stop by itself, as after a power cut; after a clean stop nothing is looked
 * through, since that takes as long as reading the whole file.
 * @throws RuntimeRefusal when the data are damaged
 */
export const checkAfterUncleanStop = (settings: Pick<Settings, 'read'>, { db, name: file }: DataFile): void => {
  if (settings.read(name) === 'clean') return;
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw new RuntimeRefusal(explain('damaged', file));
};

/** From now on, an end that is not a stop is an unclean one. */
export const markStarted = (settings: Pick<Settings, 'writeNow'>): void => {
  settings.writeNow({ [name]: 'none yet' });
};

/** The last thing that is written. A disk that does not take it has the next start look for damage. */
export const markStopped = (settings: Pick<Settings, 'writeNow'>): void => {
  try {
    settings.writeNow({ [name]: 'clean' });
  } catch {
    // The disk has been told of.
  }
};
