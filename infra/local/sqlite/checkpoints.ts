import type { DatabaseSync } from 'node:sqlite';

/** Milliseconds without a write after which nobody is likely to wait for one. */
const quietMs = 500;
/** Milliseconds between two checkpoints at least. */
const betweenMs = 5_000;
/** Milliseconds after which what was erased leaves the log, whoever waits for it. */
const erasedWithinMs = 20_000;

export type Checkpoints = {
  /** Something was erased that the log still holds: it is to be gone from there within a minute. */
  readonly noteErased: () => void;
  readonly end: () => void;
};

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
 * copy is never far behind. A log that holds something erased is cut to nothing, in the first gap or when its time is over:
 * written back alone, its bytes would stay until others are written over them. So is the log that an unclean stop left.
 */
export const checkpointInGaps = (db: DatabaseSync): Checkpoints => {
  const changes = db.prepare('SELECT total_changes() AS n');
  const changed = () => Number(changes.get()?.['n']);
  let seen = changed();
  let written = -1;
  let last = 0;
  let erasedAt: number | undefined = performance.now();
  const timer = setInterval(() => {
    const now = changed();
    const isQuiet = now === seen;
    seen = now;
    if (erasedAt !== undefined && (isQuiet || performance.now() - erasedAt > erasedWithinMs)) {
      if (!checkpoint(db, 'TRUNCATE')) return;
      [erasedAt, written, last] = [undefined, now, performance.now()];
      return;
    }
    if (!isQuiet || now === written || performance.now() - last < betweenMs) return;
    last = performance.now();
    if (checkpoint(db, 'PASSIVE')) written = now;
  }, quietMs).unref();
  return {
    noteErased: () => {
      erasedAt ??= performance.now();
    },
    end: () => {
      clearInterval(timer);
    },
  };
};
