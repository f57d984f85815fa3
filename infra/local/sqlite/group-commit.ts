import type { DatabaseSync } from 'node:sqlite';

/** Runs synchronous work in the next group; resolves only after the COMMIT that holds it. */
export type Turns = <T>(work: () => T) => Promise<T>;

type Waiting = {
  readonly work: () => unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: unknown) => void;
};

/**
 * Many requests, one fsync: what arrives in a tick runs in one transaction, each request in a savepoint of its own,
 * and nobody is answered before the COMMIT, which is told. A refusal undoes itself alone; a full disk rejects the whole
 * group.
 */
export const groupCommit = (db: DatabaseSync, committed: () => void = () => {}): Turns => {
  const savepoint = db.prepare('SAVEPOINT request');
  const release = db.prepare('RELEASE request');
  const undo = db.prepare('ROLLBACK TO request');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let queue: Waiting[] = [];
  let isBusy = false;

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
        refuse(error);
      };
    }
  };

  const turn = (): void => {
    const group = queue;
    queue = [];
    isBusy = group.length > 1;
    let answers: readonly (() => void)[];
    try {
      begin.run();
      answers = group.map(inSavepoint);
      commit.run();
      committed();
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      for (const { refuse } of group) refuse(error);
      return;
    }
    for (const answer of answers) answer();
  };

  /** Where several ask at a time, a turn waits for one more round of the event loop: more of them share its fsync. */
  const schedule = (): void => {
    setImmediate(isBusy ? () => setImmediate(turn) : turn);
  };

  return <T>(work: () => T) =>
    new Promise<T>((resolve, refuse) => {
      const answer = (value: unknown) => {
        resolve(value as T);
      };
      if (queue.push({ work, answer, refuse }) === 1) schedule();
    });
};
