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
 * and nobody is answered before the COMMIT. A refusal undoes itself alone; a full disk rejects the whole group.
 */
export const groupCommit = (db: DatabaseSync): Turns => {
  const savepoint = db.prepare('SAVEPOINT request');
  const release = db.prepare('RELEASE request');
  const undo = db.prepare('ROLLBACK TO request');
  let queue: Waiting[] = [];

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
    let answers: readonly (() => void)[];
    try {
      db.exec('BEGIN IMMEDIATE');
      answers = group.map(inSavepoint);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      for (const { refuse } of group) refuse(error);
      return;
    }
    for (const answer of answers) answer();
  };

  return <T>(work: () => T) =>
    new Promise<T>((resolve, refuse) => {
      const answer = (value: unknown) => {
        resolve(value as T);
      };
      if (queue.push({ work, answer, refuse }) === 1) setImmediate(turn);
    });
};
