import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modes } from '../../../infra/local/modes.ts';
import { openData, type Data } from '../../../infra/local/provision/data.ts';
import { eraseData } from '../../../infra/local/sqlite/erase-data.ts';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';

const pageBytes = 2_048;

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parcours-unclean-'));
  folder = join(home, 'data');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const open = (path = folder): Data =>
  openData({ path, mode: modes.demonstration, rowShape: 1, onError: () => {}, say: () => {}, end: () => {} });

const said = (path: string): string => {
  try {
    open(path).close();
  } catch (error) {
    return String(error);
  }
  return 'nothing';
};

const fill = ({ file: { db } }: Data): void => {
  db.exec('CREATE TABLE filler (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO filler (text) VALUES (?)');
  for (let n = 0; n < 3_000; n += 1) insert.run('words '.repeat(15));
};

/** The data as a power cut leaves them when all of the log was written back. */
const cutOff = (): string => {
  const data = open();
  fill(data);
  data.file.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const left = join(home, 'left');
  mkdirSync(left);
  copyFileSync(join(folder, 'parcours.sqlite'), join(left, 'parcours.sqlite'));
  data.close();
  return left;
};

const change = (path: string, edit: (bytes: Buffer) => void): void => {
  const file = join(path, 'parcours.sqlite');
  const bytes = readFileSync(file);
  edit(bytes);
  writeFileSync(file, bytes);
};

/** Where the leaf pages of tables begin. */
const leaves = (bytes: Buffer): readonly number[] => {
  const starts = Array.from({ length: bytes.length / pageBytes }, (_, page) => page * pageBytes).slice(1);
  return starts.filter((start) => bytes[start] === 0x0d);
};

const damaged = /RuntimeRefusal: .*parcours\.sqlite est abîmé : .*--reset.* is damaged: restore a backup.*--reset/;

describe('after an unclean stop', () => {
  test('data that are whole open again, as often as it happens', () => {
    const left = cutOff();
    expect([said(left), said(left)]).toEqual(['nothing', 'nothing']);
  });

  test('64 KB of zeros are found and refused, at every start, until --reset', () => {
    const left = cutOff();
    change(left, (bytes) => bytes.fill(0, 131_072, 196_608));
    expect(said(left)).toMatch(damaged);
    expect(said(left)).toMatch(damaged);
    eraseData(left);
    expect(said(left)).toBe('nothing');
  });

  test.each([
    ['kind', 0],
    ['first free block', 1],
    ['number of cells', 4],
    ['start of the cells', 5],
  ])('one bit of the header of a page is found: its %s', (_, at) => {
    const left = cutOff();
    change(left, (bytes) => {
      const start = leaves(bytes)[20] ?? 0;
      bytes[start + at] = (bytes[start + at] ?? 0) ^ 1;
    });
    expect(said(left)).toMatch(damaged);
    eraseData(left);
    expect(said(left)).toBe('nothing');
  });
});

describe('after a clean stop', () => {
  test('nothing is looked through, since the start would wait for it', () => {
    const data = open();
    fill(data);
    data.close();
    change(folder, (bytes) => {
      bytes[leaves(bytes)[20] ?? 0] = 0;
    });
    expect(said(folder)).toBe('nothing');
  });

  test('data from before stops were marked are looked through once', () => {
    const data = open();
    fill(data);
    data.close();
    const { db, close } = openDataFile(folder);
    db.exec("DELETE FROM setting WHERE name = 'last-stop'");
    close();
    change(folder, (bytes) => {
      bytes[leaves(bytes)[20] ?? 0] = 0;
    });
    expect(said(folder)).toMatch(damaged);
  });
});
