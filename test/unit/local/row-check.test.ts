import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { checked, checkedColumns, checkRows, intact, DamagedRow } from '../../../infra/local/sqlite/row-check.ts';

const golden = z
  .object({ shape: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/data-file.json'), 'utf8')));

/** What is written anew at each start, or is nobody's words, and has no check value of its own. */
const unchecked = [
  'dynamodb_indexes',
  'dynamodb_pending_rows',
  'dynamodb_tables',
  'dynamodb_tokens',
  'setting',
  'states_alias',
  'states_machine',
  'states_revision',
  'states_version',
];

test('every table has check values, but those that are named', () => {
  const tables = golden.shape.flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []);
  const withCheck = golden.shape.filter((sql) => sql.includes('row_check INTEGER NOT NULL'));
  expect(withCheck).toHaveLength(Object.keys(checkedColumns).length);
  expect(tables.filter((name) => !name.startsWith('sqlite_')).sort()).toEqual(
    [...Object.keys(checkedColumns), ...unchecked].sort(),
  );
});

const filled = (): DatabaseSync => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE states_leaf (key INTEGER PRIMARY KEY, events TEXT NOT NULL, row_check INTEGER NOT NULL)');
  const insert = db.prepare('INSERT INTO states_leaf VALUES (?, ?, ?)');
  insert.run(...checked(1, '["é"]'));
  insert.run(...checked(2, '[]'));
  return db;
};

test.each([
  ['a value', 'UPDATE states_leaf SET events = \'["è"]\' WHERE key = 1'],
  ['a key', 'UPDATE states_leaf SET key = 3 WHERE key = 1'],
  ['the check value itself', 'UPDATE states_leaf SET row_check = row_check + 1 WHERE key = 1'],
])('a row is damaged when %s is another than was written', (_, edit) => {
  const db = filled();
  expect(checkRows(db)).toEqual({ rows: 2, damaged: [] });
  db.exec(edit);
  expect(checkRows(db)).toEqual({ rows: 2, damaged: ['states_leaf'] });
  const row = db.prepare('SELECT * FROM states_leaf WHERE key <> 2').get() ?? {};
  expect(() => intact('states_leaf', row)).toThrow(DamagedRow);
});
