import type { DatabaseSync } from 'node:sqlite';
import { inBoth } from '../refusal.ts';
import { DiskRefusal, type DiskWatch } from './disk-watch.ts';
import { detailOf } from './explain-failure.ts';

/** Runs synchronous work in the next group; resolves only once the COMMIT that holds it is durable. */
export type Turns = <T>(work: () => T) => Promise<T>;

export type GroupCommit = {
  readonly turns: Turns;
  /**
   * What was read between turns may have been committed a moment ago: it is on the disk once this resolves, or at once where
   * there is nothing to wait for. Rejects when the disk refused.
   */
  readonly durable: () => Promise<void> | undefined;
};

type Options = {
  /** Brings what was committed onto the disk; without it a COMMIT is enough. */
  readonly sync?: (() => Promise<void>) | undefined;
  /** Told of every sync. */
  readonly synced?: (() => void) | undefined;
  /** Says what a failure of the disk means: nothing of it is answered as done. */
  readonly watch?: Pick<DiskWatch, 'note' | 'end' | 'ended'>;
  /** What rides in whichever transaction comes next, and is told once one was committed. */
  readonly rider?: { readonly write: () => void; readonly written: () => void };
};

type Waiting = {
  readonly work: () => unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: unknown) => void;
};

const noWatch: NonNullable<Options['watch']> = {
  note: () => undefined,
  end: (line, cause) => new DiskRefusal(line, { cause }),
  ended: () => undefined,
};

const notKept = (error: unknown): string =>
  inBoth(
    `le disque n’a pas gardé ce qui lui était confié (${detailOf(error)}) : Parcours s’arrête; ce qui n’a pas été confirmé est à refaire après un redémarrage, qui seul dira ce qui est gardé`,
    `the disk did not keep what it was given (${detailOf(error)}): Parcours ends; what was not confirmed is to be done again after a restart, which alone knows what was kept`,
  );

/**
 * Many requests, one fsync: what arrives in a tick runs in one transaction, each request in a savepoint of its own, and
 * nobody is answered before it is on the disk. The disk works in a thread of its own: meanwhile the process does all that
 * is no turn, and the next turn begins when the last one is durable. A refusal undoes itself alone; a full disk rejects
 * the whole group. A disk that fails to keep what was committed ends all turns: what is kept is known at the next start.
 */
export const groupCommit = (
  db: DatabaseSync,
  { sync, synced = () => {}, watch = noWatch, rider }: Options = {},
): GroupCommit => {
  const savepoint = db.prepare('SAVEPOINT request');
  const release = db.prepare('RELEASE request');
  const undo = db.prepare('ROLLBACK TO request');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const changes = db.prepare('SELECT total_changes() AS n');
  const changed = (): number => Number(changes.get()?.['n']);
  const reasonOf = (error: unknown): unknown => watch.note(error) ?? error;
  let queue: Waiting[] = [];
  let isBusy = false;
  let syncing: Promise<void> | undefined;
  let broken: Error | undefined;

  const inSavepoint = ({ work, answer, refuse }: Waiting): (() => void) => {
    savepoint.run();
    try {
      const value = work();
      release.run();
      return () => {
        answer(value);
      };
    } catch (error) {
      // A full disk has undone the whole transaction: nothing of this group may be answered as done.
      if (!db.isTransaction) throw error;
      undo.run();
      release.run();
      return () => {
        refuse(reasonOf(error));
      };
    }
  };

  /** Runs a group in one transaction: the answers, to be given once they are durable. @throws what SQLite says */
  const runAll = (group: readonly Waiting[]): readonly (() => void)[] => {
    try {
      begin.run();
      rider?.write();
      const answers = group.map(inSavepoint);
      commit.run();
      rider?.written();
      return answers;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };

  const refuseAll = (group: readonly Waiting[], error: unknown): void => {
    for (const { refuse } of group) refuse(error);
  };

  const bringToDisk = (
    write: () => Promise<void>,
    group: readonly Waiting[],
    answers: readonly (() => void)[],
  ): void => {
    const done = write().catch((error: unknown) => {
      broken = error instanceof DiskRefusal ? error : watch.end(notKept(error), error);
      throw broken;
    });
    syncing = done;
    done.then(
      () => {
        syncing = undefined;
        synced();
        for (const answer of answers) answer();
        if (queue.length > 0) schedule();
      },
      (error: unknown) => {
        const waiting = queue;
        queue = [];
        refuseAll([...group, ...waiting], error);
      },
    );
  };

  const turn = (): void => {
    const group = queue;
    queue = [];
    // Work that outlives a stop's patience finds the file closed: it is not done, and the next start does it.
    if (!db.isOpen) {
      refuseAll(group, new Error('the data file is closed'));
      return;
    }
    isBusy = group.length > 1;
    const before = changed();
    let answers: readonly (() => void)[];
    try {
      answers = runAll(group);
    } catch (error) {
      refuseAll(group, reasonOf(error));
      return;
    }
    // A group that changed nothing has nothing to wait for.
    if (sync && changed() !== before) bringToDisk(sync, group, answers);
    else for (const answer of answers) answer();
  };

  /** Where several ask at a time, a turn waits for one more round of the event loop: more of them share its sync. */
  const schedule = (): void => {
    setImmediate(isBusy ? () => setImmediate(turn) : turn);
  };

  return {
    durable: () => syncing,
    turns: <T>(work: () => T) =>
      new Promise<T>((resolve, refuse) => {
        const never = broken ?? watch.ended();
        if (never) {
          refuse(never);
          return;
        }
        const answer = (value: unknown) => {
          resolve(value as T);
        };
        if (queue.push({ work, answer, refuse }) === 1 && !syncing) schedule();
      }),
  };
};
