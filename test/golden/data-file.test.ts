import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyFolder } from '../../infra/build/synthesise.ts';
import { startRuntime } from '../../infra/local/runtime.ts';
import { fileVersion, openDataFile } from '../../infra/local/sqlite/open-file.ts';
import { compareShape } from '../support/versioned-golden.ts';

test('the tables of the data file are those of this version', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-tables-'));
  const runtime = await startRuntime({ assembly: assemblyFolder, data: folder });
  await runtime.stop();
  const { db, close } = openDataFile(folder);
  const rows = db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();
  const shape = rows.map(({ sql }) => String(sql).replaceAll(/\s+/g, ' '));
  close();
  rmSync(folder, { recursive: true });

  expect(
    compareShape(
      join(import.meta.dirname, 'data-file.json'),
      { version: fileVersion, shape },
      'fileVersion in infra/local/sqlite/open-file.ts',
    ),
  ).toBeUndefined();
});
