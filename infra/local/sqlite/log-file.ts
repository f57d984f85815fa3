import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** SQLite's write-ahead log, as we bring it onto the disk. */
export type LogFile = {
  /** In a thread of its own. */
  readonly sync: () => Promise<void>;
  readonly syncNow: () => void;
  readonly close: () => void;
};

/**
 * The log as we bring it onto the disk ourselves, after each group of commits and before anybody is answered: SQLite would do
 * it in the COMMIT, and hold the process up meanwhile. SQLite itself still syncs around checkpoints. It holds its locks on the
 * data file alone, so that closing this one gives none of them up.
 */
export const openLog = (file: string): LogFile => {
  const descriptor = openSync(file, 'r+');
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    syncNow: () => {
      fdatasyncSync(descriptor);
    },
    close: () => {
      closeSync(descriptor);
    },
  };
};
