import type { DatabaseSync } from 'node:sqlite';

/** Milliseconds without a write after which nobody is likely to wait for one. */
const quietMs = 500;
/** Milliseconds between two checkpoints at least. */
const betweenMs = 5_000;

/** Brings what the log holds into the data file. Gives nothing: on a full disk the log keeps it until the next time. */
export const checkpoint = (db: DatabaseSync, mode: 'PASSIVE' | 'TRUNCATE'): boolean => {
  try {
    return db.prepare(`PRAGMA wal_checkpoint(${mode})`).get()?.['busy'] === 0;
  } catch {
    return false;
  }
};

/**
 * Writes the log back into the data file in the gaps between writes, so that no request waits for it, and the file that people
 * copy is never far behind. Returns what ends it.
 */
export const checkpointInGaps = (db: DatabaseSync): (() => void) => {
  const changes = db.prepare('SELECT total_changes() AS n');
  const changed = () => Number(changes.get()?.['n']);
  let seen = changed();
  let written = -1;
  let last = 0;
  const timer = setInterval(() => {
    const now = changed();
    const isQuiet = now === seen;
    seen = now;
    if (!isQuiet || now === written || performance.now() - last < betweenMs) return;
    last = performance.now();
    if (checkpoint(db, 'PASSIVE')) written = now;
  }, quietMs).unref();
  return () => {
    clearInterval(timer);
  };
};
