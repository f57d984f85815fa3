import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRoot, lastRoot, type Root } from '../../../infra/cli/audit/root.ts';
import { firstFindings } from '../../../shared/audit/first-findings.ts';
import { rowKeyAlias } from '../../../shared/aws/row-key.ts';
import { liveIn, type LivedIn } from '../../support/audit/lived-in.ts';
import { openTables, pkOf, type OpenTables, type Placed } from '../../support/audit/tables.ts';
import { startSystem, type System } from '../../support/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'parcours-root-'));
const file = join(folder, 'roots');

let system: System;
let tables: OpenTables;
let cases: LivedIn;
let early: readonly Placed[];
let before: readonly Placed[];
let root: Root;
const keys = () => ({ kms: new KMSClient(system.runtime.awsClientConfig()), key: rowKeyAlias });
beforeAll(async () => {
  system = await startSystem();
  tables = await openTables(system);
  cases = await liveIn(system, async () => {
    early = await tables.all();
  });
  before = await tables.all();
  root = await addRoot(file, await tables.audit(), undefined, { ...keys(), at: system.now() });
}, 60_000);
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => tables.restore(before));

const named = async (): Promise<readonly string[]> =>
  firstFindings((await tables.audit(root.heads)).findings).map(({ pk }) => pk);
const of = (pk: string, rows: readonly Placed[]): readonly Placed[] => rows.filter((one) => pkOf(one) === pk);
const putBack = async (pk: string): Promise<void> => {
  for (const one of of(pk, before)) await tables.remove(one);
  for (const one of of(pk, early)) await tables.put(one);
};

describe('a root', () => {
  test('is contained in what came after it', async () => {
    expect(await lastRoot(file, keys())).toEqual(root);
    await (await system.as('coordinator@est')).get(`/v1/cases/${cases.followed.caseId}/person`);
    expect(await named()).toEqual([]);
  });

  test('shows a case that is put back whole to an older state', async () => {
    const pk = `CASE#${cases.followed.caseId}`;
    await putBack(pk);
    expect((await tables.audit()).findings).toEqual([]);
    expect(await named()).toEqual([pk]);
  });

  test('shows a case that is gone with its person and its key', async () => {
    const pk = `CASE#${cases.followed.caseId}`;
    const youth = `YOUTH#${of(pk, before).find(({ row }) => row['youthId'])?.row['youthId']?.S ?? ''}`;
    for (const one of [...of(pk, before), ...of(youth, before)]) await tables.remove(one);
    expect((await tables.audit()).findings).toEqual([]);
    expect(await named()).toEqual(expect.arrayContaining([pk, youth]));
  });

  test('shows the whole store put back to an older state', async () => {
    await tables.restore(early);
    expect((await tables.audit()).findings).toEqual([]);
    expect(await named()).toContain(`CASE#${cases.followed.caseId}`);
  });

  test('that KMS did not make is refused', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"number":1', '"number":2'));
    await expect(lastRoot(file, keys())).rejects.toThrow('not authentic');
    writeFileSync(file, text);
  });

  test('is refused with a word where a machine stopped in the middle of its line', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}${text.slice(0, 40)}`);
    await expect(lastRoot(file, keys())).rejects.toThrow('is no whole root');
    writeFileSync(file, text);
  });
});
