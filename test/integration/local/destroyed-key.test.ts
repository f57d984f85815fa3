import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSystem, type System } from '../../support/system.ts';

/** What a destruction promises, in milliseconds. */
const soonMs = 60_000;
/** More than a page of the data file holds, so that pages split. */
const youths = 120;

let data: string;
let system: System;
let table: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'parcours-destroyed-'));
  system = await startSystem({ data });
  const { TableNames = [] } = await system.documents().send(new ListTablesCommand({}));
  table = TableNames.find((name) => name.includes('Keys')) ?? '';
}, 30_000);
afterAll(async () => {
  await system.stop();
  rmSync(data, { recursive: true, force: true });
});

type KeyRow = { readonly pk: string; readonly wrapped: string };
const put = (row: KeyRow) => system.documents().send(new PutCommand({ TableName: table, Item: row }));

/** A wrapped key, of the length that KMS gives. */
const madeUp = (n: number): KeyRow => ({ pk: `YOUTH#made-up-${n}`, wrapped: randomBytes(184).toString('base64') });

/** Where a wrapped key is found in any file of the data folder, as text or as bytes, and how often. */
const copiesOf = ({ wrapped }: KeyRow): Readonly<Record<string, number>> => {
  const forms = [Buffer.from(wrapped), Buffer.from(wrapped, 'base64')];
  const counted = readdirSync(data, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name)).toString('latin1');
      return [name, forms.reduce((sum, form) => sum + bytes.split(form.toString('latin1')).length - 1, 0)] as const;
    });
  return Object.fromEntries(counted.filter(([, copies]) => copies > 0));
};

describe('a key that is destroyed', () => {
  test('is in no byte of the data folder within a minute, while others go on writing', async () => {
    await system.refer();
    const rows = Array.from({ length: youths }, (_, n) => madeUp(n));
    for (const row of rows) await put(row);
    const { Items = [] } = await system.documents().send(new ScanCommand({ TableName: table }));
    const real = Items.find(({ pk }) => !String(pk).includes('made-up')) as KeyRow;
    const destroyed = [real, ...rows.filter((_, n) => n % 7 === 3)];
    for (const row of destroyed) expect(Object.values(copiesOf(row)).length).toBeGreaterThan(0);

    for (const { pk } of destroyed) await system.documents().send(new DeleteCommand({ TableName: table, Key: { pk } }));
    const left = () => destroyed.map(copiesOf).filter((copies) => Object.keys(copies).length > 0);
    for (const until = performance.now() + soonMs; left().length > 0 && performance.now() < until;) {
      await put(madeUp(youths + 1));
      await sleep(200);
    }
    expect(left()).toEqual([]);
    const kept = rows.filter((row) => !destroyed.includes(row));
    expect(kept.filter((row) => Object.keys(copiesOf(row)).length === 0)).toEqual([]);
  }, 120_000);
});
