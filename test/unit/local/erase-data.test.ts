import { afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
