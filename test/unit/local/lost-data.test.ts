import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RuntimeRefusal } from '../../../infra/local/refusal.ts';
import { eraseData } from '../../../infra/local/sqlite/erase-data.ts';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';

let folder: string;
const file = () => join(folder, 'parcours.sqlite');
const log = () => `${file()}-wal`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-lost-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (): string => {
  try {
    openDataFile(folder).close();
  } catch (error) {
    if (error instanceof RuntimeRefusal) return error.message;
    throw error;
  }
  return 'nothing';
};

/** As the data file of a system that was killed before its first checkpoint is, once its log is gone. */
const leaveHeaderOnly = (): void => {
  const { db, close } = openDataFile(folder);
  db.exec("INSERT INTO setting VALUES ('a', '1')");
  const header = readFileSync(file());
  close();
  writeFileSync(file(), header);
};

const leaveTablesOnly = (): void => {
  openDataFile(folder).close();
};

/** As a start that is killed after its tables were made leaves the folder: no value in them, and all of it in the log. */
const leaveTablesInLog = (): void => {
  const { close } = openDataFile(folder);
  const [data, changes] = [readFileSync(file()), readFileSync(log())];
  close();
  writeFileSync(file(), data);
  writeFileSync(log(), changes);
};

const losses: readonly (readonly [string, () => void])[] = [
  ['no data file', () => {}],
  [
    'an empty data file',
    () => {
      writeFileSync(file(), '');
    },
  ],
  ['a data file without its log', leaveHeaderOnly],
  ['a data file with tables and nothing in them', leaveTablesOnly],
];

describe('keys.json', () => {
  test.each(losses)(
    'beside %s is refused with how to restore, leaves all as it is, and --reset cleans it',
    (_, lose) => {
      lose();
      writeFileSync(join(folder, 'keys.json'), '{}');
      const found = () => (existsSync(file()) ? readFileSync(file(), 'utf8') : undefined);
      const before = found();
      const said = refusal();
      expect(said).toMatch(
        /keys\.json s’y trouve.*même sauvegarde.*--reset.* keys\.json is there.*the same backup.*--reset/,
      );
      expect(said).toContain(file());
      expect(found()).toBe(before);
      expect(refusal()).toBe(said);
      eraseData(folder);
      expect(refusal()).toBe('nothing');
    },
  );
});

describe('without keys.json', () => {
  test.each([...losses, ['tables that are in the log alone', leaveTablesInLog] as const])(
    'a folder with %s starts, as a first start that was interrupted',
    (_, lose) => {
      lose();
      expect(refusal()).toBe('nothing');
    },
  );

  test('a log beside an empty data file is refused and kept', () => {
    leaveTablesInLog();
    truncateSync(file(), 0);
    const before = readFileSync(log());
    expect(refusal()).toMatch(/parcours\.sqlite-wal is there.*the same backup/);
    expect(readFileSync(log()).equals(before)).toBe(true);
    eraseData(folder);
    expect(refusal()).toBe('nothing');
  });
});

test('a data file whose first bytes are zeros is damaged and not of another program: --reset cleans it', () => {
  const { db, close } = openDataFile(folder);
  db.exec("INSERT INTO setting VALUES ('a', hex(zeroblob(100000)))");
  close();
  const bytes = readFileSync(file());
  writeFileSync(file(), bytes.fill(0, 0, 65_536));
  expect(refusal()).toMatch(/est abîmé.*is damaged: restore a backup/);
  eraseData(folder);
  expect(refusal()).toBe('nothing');
});

test('a data base of another program of that name stays, with keys.json too', () => {
  const other = new DatabaseSync(file());
  other.exec('CREATE TABLE theirs (a)');
  other.close();
  writeFileSync(join(folder, 'keys.json'), '{}');
  expect(refusal()).toMatch(/is not a Parcours data file/);
  expect(() => {
    eraseData(folder);
  }).toThrow(RuntimeRefusal);
});
