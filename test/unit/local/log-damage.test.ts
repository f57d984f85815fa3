import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';
import { flipBit } from '../../support/disk/flip.ts';

let home: string;
let left: string;
/** Bytes of the log after each transaction. */
let ends: number[];
const log = () => join(left, 'parcours.sqlite-wal');

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parcours-log-'));
  left = join(home, 'left');
  mkdirSync(left);
  const { db, close } = openDataFile(join(home, 'data'));
  db.exec('CREATE TABLE word (text TEXT NOT NULL)');
  ends = ['one', 'two', 'three'].map((word) => {
    db.prepare('INSERT INTO word VALUES (?)').run(word.repeat(1_500));
    return statSync(join(home, 'data', 'parcours.sqlite-wal')).size;
  });
  for (const name of ['parcours.sqlite', 'parcours.sqlite-wal'])
    copyFileSync(join(home, 'data', name), join(left, name));
  close();
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const words = (): unknown => {
  const { db, close } = openDataFile(left);
  const found = db.prepare('SELECT substr(text, 1, 3) AS word FROM word').all();
  close();
  return found.map(({ word }) => word);
};

const damaged = /parcours\.sqlite-wal est abîmé : .* is damaged: restore a backup/;

test('a log that is whole gives all that was committed', () => {
  expect(words()).toEqual(['one', 'two', 'thr']);
});

test.each([
  ['the pages of a transaction that another follows', () => (ends[0] ?? 0) + 24 + 1_000],
  ['the checksum of a frame', () => (ends[0] ?? 0) + 16],
  ['the salts of a frame', () => (ends[0] ?? 0) + 8],
  ['the first transaction', () => 32 + 24 + 7],
  ['the checksum of the header', () => 24],
])('a bit of %s is found, again and again, and nothing is taken from the log', (_, at) => {
  flipBit(log(), at());
  expect(words).toThrow(damaged);
  expect(words).toThrow(damaged);
  expect(statSync(log()).size).toBe(ends[2]);
});

test('a last transaction that is torn, as by a power cut, was confirmed to nobody: the rest opens', () => {
  flipBit(log(), (ends[1] ?? 0) + 24 + 100);
  expect(words()).toEqual(['one', 'two']);
});
