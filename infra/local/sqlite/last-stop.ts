import { inBoth, RuntimeRefusal } from '../refusal.ts';
import { explain } from './explain-failure.ts';
import type { DataFile } from './open-file.ts';
import { checkRows } from './row-check.ts';
import type { Settings } from './settings.ts';

const name = 'last-stop';

const rowsDamaged = (file: string, count: number): string =>
  inBoth(
    `${file} : ${count} rangées sont abîmées et ne sont pas servies, le reste l’est; remettez une copie de sauvegarde dès que possible`,
    `${file}: ${count} rows are damaged and are not served, the rest is; restore a backup as soon as you can`,
  );

/**
 * Looks for damage where the last process did not stop by itself, as after a power cut; after a clean stop nothing is looked
 * through, since that takes as long as reading the whole file. Rows that are not what was written are told of and served to
 * nobody: all others are still there for those who need them.
 * @throws RuntimeRefusal when the trees of the file are damaged, so that no row can be relied on
 */
export const checkAfterUncleanStop = (
  settings: Pick<Settings, 'read'>,
  { db, name: file }: DataFile,
  say: (line: string) => void,
): void => {
  if (settings.read(name) === 'clean') return;
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw new RuntimeRefusal(explain('damaged', file));
  const { damaged } = checkRows(db);
  if (damaged.length > 0) say(rowsDamaged(file, damaged.length));
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
