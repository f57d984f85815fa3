import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextRound } from 'node:timers/promises';
import { makeDispatch } from '../../../infra/local/aws/dispatch.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';

/** A disk that works only when it is told to. */
const makeDisk = () => {
  const waiting: { readonly done: () => void; readonly fail: (error: Error) => void }[] = [];
  return {
    asked: () => waiting.length,
    sync: () =>
      new Promise<void>((done, fail) => {
        waiting.push({ done, fail });
      }),
    finish: () => {
      waiting.at(-1)?.done();
    },
    fail: (error: Error) => {
      waiting.at(-1)?.fail(error);
    },
  };
};

const someRounds = async () => {
  for (let n = 0; n < 6; n += 1) await nextRound();
};

let db: DatabaseSync;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (n INTEGER UNIQUE)');
});
afterEach(() => {
  if (db.isOpen) db.close();
});

const write = (n: number) => () => {
  db.prepare('INSERT INTO t VALUES (?)').run(n);
  return n;
};
const rows = () =>
  db
    .prepare('SELECT n FROM t ORDER BY n')
    .all()
    .map(({ n }) => n);

describe('a group of requests', () => {
  test('is answered once it is on the disk, and by one sync', async () => {
    const disk = makeDisk();
    const { turns } = groupCommit(db, { sync: disk.sync });
    const answered: number[] = [];
    const all = [1, 2, 3].map((n) => turns(write(n)).then((value) => answered.push(value)));
    await someRounds();
    expect([rows(), answered, disk.asked()]).toEqual([[1, 2, 3], [], 1]);
    disk.finish();
    await Promise.all(all);
    expect(answered).toEqual([1, 2, 3]);
  });

  test('begins when the one before it is on the disk', async () => {
    const disk = makeDisk();
    const { turns } = groupCommit(db, { sync: disk.sync });
    const first = turns(write(1));
    await someRounds();
    const second = turns(write(2));
    await someRounds();
    expect([rows(), disk.asked()]).toEqual([[1], 1]);
    disk.finish();
    await first;
    await someRounds();
    expect([rows(), disk.asked()]).toEqual([[1, 2], 2]);
    disk.finish();
    expect(await second).toBe(2);
  });

  test('that changed nothing asks nothing of the disk', async () => {
    const disk = makeDisk();
    const { turns, durable } = groupCommit(db, { sync: disk.sync });
    expect(await turns(() => 'read')).toBe('read');
    expect([disk.asked(), durable()]).toEqual([0, undefined]);
  });

  test('is undone for the request that is refused, and for no other', async () => {
    const { turns } = groupCommit(db);
    const outcomes = await Promise.allSettled([turns(write(1)), turns(write(1)), turns(write(2))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(rows()).toEqual([1, 2]);
  });

  test('that the disk did not keep is refused, with all that waits and all that comes', async () => {
    const disk = makeDisk();
    const { turns, durable } = groupCommit(db, { sync: disk.sync });
    const first = turns(write(1));
    await someRounds();
    const [waiting, seen] = [turns(write(2)), durable()];
    const settled = Promise.allSettled([first, waiting, seen]);
    disk.fail(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    const outcomes = [...(await settled), ...(await Promise.allSettled([turns(write(3))]))];
    const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'kept'));
    expect(reasons).toHaveLength(4);
    for (const reason of reasons) expect(reason).toMatch(/did not keep what it was given \(EIO\): Parcours ends/);
    expect(rows()).toEqual([1]);
  });
});

test('what is asked of a file that is closed meanwhile is refused, and ends nothing else', async () => {
  const { turns } = groupCommit(db);
  const asked = Promise.allSettled([turns(write(1)), turns(write(2))]);
  db.close();
  expect(await asked).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ message: 'the data file is closed' }) },
    { status: 'rejected', reason: expect.objectContaining({ message: 'the data file is closed' }) },
  ]);
  await expect(turns(write(3))).rejects.toThrow('the data file is closed');
});

test('what was read between two turns is answered once it is on the disk', async () => {
  const disk = makeDisk();
  const { turns, durable } = groupCommit(db, { sync: disk.sync });
  const operations = { Read: () => Promise.resolve({ rows: rows() }) };
  const dispatch = makeDispatch([{ target: 'T', jsonVersion: '1.0', operations }], [], { durable });
  expect(await dispatch.call('T.Read', {})).toEqual({ output: { rows: [] } });

  void turns(write(1));
  await someRounds();
  let answer: unknown;
  const reading = dispatch.call('T.Read', {}).then((value) => (answer = value));
  await someRounds();
  expect(answer).toBeUndefined();
  disk.finish();
  await reading;
  expect(answer).toEqual({ output: { rows: [1] } });
});
