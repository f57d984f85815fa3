import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { startRuntime } from '../../../infra/local/runtime.ts';
import { openDataFile } from '../../../infra/local/sqlite/open-file.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'parcours-folder-'));
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

const startOnce = async (): Promise<void> => {
  const runtime = await startRuntime({ assembly: assemblyFolder, data });
  await runtime.stop();
};

const edit = (sql: string): void => {
  const { db, close } = openDataFile(data);
  db.exec(sql);
  close();
};

describe('a data folder', () => {
  test.each([
    ['before rows had a version', "DELETE FROM setting WHERE name = 'row-shape'", /plus ancien .* older Parcours/],
    ['a later version', "UPDATE setting SET value = '999' WHERE name = 'row-shape'", /plus récent .* newer Parcours/],
  ])('of %s is refused and left as it is', async (_, sql, words) => {
    await startOnce();
    edit(sql);
    const before = readFileSync(join(data, 'parcours.sqlite'));
    await expect(startOnce()).rejects.toThrow(words);
    expect(readFileSync(join(data, 'parcours.sqlite')).equals(before)).toBe(true);
  });

  test('starts again at its version', async () => {
    await startOnce();
    await startOnce();
  });

  test.each([
    ['without its keys', 'keys.json', /keys\.json is missing/],
    ['without its data', 'parcours.sqlite', /keys\.json is there/],
  ])('%s is refused, until both are back', async (_, name, words) => {
    await startOnce();
    renameSync(join(data, name), join(data, 'elsewhere'));
    await expect(startOnce()).rejects.toThrow(words);
    await expect(startOnce()).rejects.toThrow(words);
    renameSync(join(data, 'elsewhere'), join(data, name));
    await startOnce();
  });

  test('with the keys of another folder is refused', async () => {
    await startOnce();
    renameSync(join(data, 'parcours.sqlite'), join(data, 'elsewhere'));
    rmSync(join(data, 'keys.json'));
    await startOnce();
    renameSync(join(data, 'elsewhere'), join(data, 'parcours.sqlite'));
    await expect(startOnce()).rejects.toThrow(/ne sont pas celles .* are not those/);
  });

  test('whose first start was killed around the making of its keys starts', async () => {
    await startOnce();
    edit("DELETE FROM setting WHERE name = 'keys'");
    await startOnce();
    edit("DELETE FROM setting WHERE name = 'keys'");
    rmSync(join(data, 'keys.json'));
    await startOnce();
  });
});
