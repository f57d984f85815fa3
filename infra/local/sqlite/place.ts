import { statSync } from 'node:fs';
import { inBoth } from '../refusal.ts';

/** Whether files are still where they were opened: not deleted, moved away, or replaced by others of their names. */
export type Place = { readonly isHeld: () => boolean };

const identityOf = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}/${found.ino}`;
};

/** Remembers which files these are, by device and inode; the files are open, so that no other can be given their inodes. */
export const rememberPlace = (files: readonly string[]): Place => {
  const known = files.map((file) => [file, identityOf(file)] as const);
  return {
    isHeld: () => {
      try {
        return known.every(([file, identity]) => identityOf(file) === identity);
      } catch {
        return true; // A folder that cannot be looked into for now: what is written will say more.
      }
    },
  };
};

/** Milliseconds between two looks at a system that nobody writes to. */
const lookMs = 1_000;

/** Looks now and then, since who deletes a folder does not wait for the next write. Returns what ends it. */
export const lookAfter = ({ isHeld }: Place, onLost: () => void): (() => void) => {
  const timer = setInterval(() => {
    if (isHeld()) return;
    clearInterval(timer);
    onLost();
  }, lookMs).unref();
  return () => {
    clearInterval(timer);
  };
};

/** What is said when they are not. */
export const placeLost = (folder: string): string =>
  inBoth(
    `le dossier des données ${folder} n’est plus celui que Parcours a ouvert (effacé, déplacé ou remplacé) : il s’arrête, et rien de ce qu’il n’a pas confirmé n’est gardé; remettez le dossier, puis redémarrez`,
    `the data folder ${folder} is no longer the one that Parcours opened (deleted, moved or replaced): it ends, and what it did not confirm is not kept; put the folder back, then start again`,
  );
