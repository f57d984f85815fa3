import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { explainFailure } from '../../../infra/local/sqlite/explain-failure.ts';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';

let folder: string;
const file = () => join(folder, 'parcours.sqlite');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (data = folder): string => {
  try {
    openDataFile(data).close();
  } catch (error) {
    if (error instanceof RuntimeRefusal) return error.message;
    throw error;
  }
  return 'nothing';
};

describe('the data file', () => {
  test('is made in a folder of its own, for its owner only, and opens again', () => {
    const data = join(folder, 'deep', 'data');
    const { close } = openDataFile(data);
    expect(statSync(join(data, 'parcours.sqlite-wal')).mode & 0o777).toBe(0o600);
    close();
    expect(refusal(data)).toBe('nothing');
    expect([statSync(data).mode & 0o777, statSync(join(data, 'parcours.sqlite')).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  test('has a log that we bring onto the disk ourselves, and locks and erases as it should', () => {
    const { db, close } = openDataFile(folder);
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(['journal_mode', 'synchronous', 'locking_mode', 'secure_delete', 'wal_autocheckpoint'].map(pragma)).toEqual([
      'wal',
      1,
      'exclusive',
      1,
      40_000,
    ]);
    close();
  });

  test('is refused to a second opener, who harms nothing', () => {
    const first = openDataFile(folder);
    first.db.exec("INSERT INTO setting VALUES ('a', '1')");
    expect(refusal()).toContain(
      `${file()} is in use by another process: stop that one, or choose another folder with --data`,
    );
    expect(first.db.prepare('SELECT value FROM setting').get()).toEqual({ value: '1' });
    first.close();
  });

  test('is refused when it is not ours, and left as it was', () => {
    writeFileSync(file(), 'a diary');
    expect(refusal()).toMatch(/is not a Parcours data file/);
    expect(readFileSync(file(), 'utf8')).toBe('a diary');
  });

  test('is refused when it is the database of another program', () => {
    const other = new DatabaseSync(file());
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    const before = readFileSync(file());
    expect(refusal()).toMatch(/is not a Parcours data file/);
    expect(readFileSync(file())).toEqual(before);
  });

  test('is refused when a newer program wrote it', () => {
    const { db, close } = openDataFile(folder);
    db.exec('PRAGMA user_version = 99');
    close();
    expect(refusal()).toMatch(/newer Parcours \(tables of the file: version 99, this one reads \d+\)/);
  });

  test('is refused where the folder cannot be made', () => {
    writeFileSync(join(folder, 'a-file'), '');
    expect(refusal(join(folder, 'a-file', 'data'))).toMatch(/cannot be made \(ENOTDIR\).*--data/);
  });

  test.each([
    [{ errcode: 13 }, /is full: free some space/],
    [{ errcode: 8 }, /cannot be written/],
    [{ code: 'ENOSPC' }, /is full/],
    [{ code: 'EACCES' }, /cannot be written/],
  ])('what the disk says is told in words: %j', (error, words) => {
    expect(String(explainFailure('the file', error))).toMatch(words);
  });

  test('is refused when damaged', () => {
    openDataFile(folder).close();
    const bytes = readFileSync(file());
    writeFileSync(file(), Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 7)]));
    expect(refusal()).toMatch(/is damaged: restore a backup/);
  });
});
