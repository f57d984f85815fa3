import { afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modes } from '../../../infra/local/modes.ts';
import { openData } from '../../../infra/local/provision/data.ts';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { eraseData } from '../../../infra/local/sqlite/erase-data.ts';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'parcours-erase-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the record and the keys are erased, the backups stay', () => {
  openDataFile(folder).close();
  writeFileSync(join(folder, 'keys.json'), '{}');
  mkdirSync(join(folder, 'backups'));

  eraseData(folder);

  expect(existsSync(join(folder, 'parcours.sqlite'))).toBe(false);
  expect(existsSync(join(folder, 'keys.json'))).toBe(false);
  expect(existsSync(join(folder, 'backups'))).toBe(true);
});

test('data that a runtime is using is left alone', () => {
  mkdirSync(folder, { recursive: true });
  const used = openDataFile(folder);

  expect(() => {
    eraseData(folder);
  }).toThrow(RuntimeRefusal);
  expect(existsSync(join(folder, 'parcours.sqlite'))).toBe(true);
  used.close();
});

test('a folder without data is no error', () => {
  expect(() => {
    eraseData(join(folder, 'nothing'));
  }).not.toThrow();
});

test('data of another version is erased, and keys without data', () => {
  const { db, close } = openDataFile(folder);
  db.exec('PRAGMA user_version = 99');
  close();
  eraseData(folder);
  expect(existsSync(join(folder, 'parcours.sqlite'))).toBe(false);

  writeFileSync(join(folder, 'keys.json'), '{}');
  eraseData(folder);
  expect(existsSync(join(folder, 'keys.json'))).toBe(false);
});

test.each([
  ['whole', () => {}],
  [
    'damaged',
    () => {
      writeFileSync(join(folder, 'parcours.sqlite'), Buffer.alloc(65_536, 7));
    },
  ],
  [
    'gone, their keys still there',
    () => {
      rmSync(join(folder, 'parcours.sqlite'));
    },
  ],
  [
    'from a backup of the data alone',
    () => {
      rmSync(join(folder, 'organisme.txt'));
    },
  ],
])('the cases of an organisation are never erased: %s', (_how, happen) => {
  const ignore = (): void => {};
  openData({ path: folder, mode: modes.installed, rowShape: 1, onError: ignore, say: ignore, end: ignore }).close();
  writeFileSync(join(folder, 'keys.json'), '{}');
  happen();
  const left = readdirSync(folder);
  expect(() => {
    eraseData(folder);
  }).toThrow(/organisme.* \/ .*organisation/);
  expect(readdirSync(folder)).toEqual(left);
});

test('the cases of an organisation are not kept in memory', () => {
  const ignore = (): void => {};
  const options = { path: ':memory:', rowShape: 1, onError: ignore, say: ignore, end: ignore };
  expect(() => openData({ ...options, mode: modes.installed })).toThrow(RuntimeRefusal);
});
