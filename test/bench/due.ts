import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFile } from '../../infra/local/sqlite/open-file.ts';
import { makeRingTimers } from '../../shared/cases/ring-timers.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeNoticeStore } from '../../shared/store/notice-store.ts';
import { makeRecordTable, type RecordTable } from '../../shared/store/record-table.ts';
import { makeTeamStore } from '../../shared/store/team-store.ts';
import { makeTimerStore } from '../../shared/store/timer-store.ts';
import { seedCases, seedLateCases } from '../support/protocol/late-cases.ts';
import { openDynamoDb, tables } from '../support/protocol/record.ts';
import { oneRowKey } from '../support/vault.ts';

/** What a sweep over so many timers that are due costs, among so many open cases. */
export type DueCost = {
  readonly openCases: number;
  readonly due: number;
  readonly itemsRead: number;
  readonly itemsWritten: number;
  /** DynamoDB's capacity units. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** The best of several sweeps: what else the machine does only adds to it. */
  readonly ms: number;
  readonly seedSeconds: number;
};

const due = 100;
const batches = 9;
const hour = 3_600_000;
/** Monday 2 March 2026 at nine in Montréal: a first contact in three days, and said to be due soon a day before. */
const monday = Date.parse('2026-03-02T14:00:00.000Z');
const iso = (at: number): string => new Date(at).toISOString();

type Counts = { itemsRead: number; itemsWritten: number; readUnits: number; writeUnits: number };
const nothing = (): Counts => ({ itemsRead: 0, itemsWritten: 0, readUnits: 0, writeUnits: 0 });

/** A table whose rows are counted as they come and go. */
const counted = (table: RecordTable, counts: () => Counts): RecordTable => ({
  ...table,
  batchRead: async (keys) => {
    const rows = await table.batchRead(keys);
    counts().itemsRead += rows.filter((row) => row !== undefined).length;
    return rows;
  },
  queryIndex: async (index, window) => {
    const found = await table.queryIndex(index, window);
    counts().itemsRead += found.length;
    return found;
  },
  transact: async (writes) => {
    await table.transact(writes);
    counts().itemsWritten += writes.length;
  },
});

/** Seeds a data file with so many open cases, a hundred of which come due at a time, and sweeps. */
export const dueAmong = async (folder: string, openCases: number): Promise<DueCost> => {
  const data = join(folder, `due-${openCases}`);
  mkdirSync(data, { recursive: true });
  const { db, close } = openDataFile(data);
  let counts = nothing();
  const newClient = await openDynamoDb({
    db,
    called: ({ operation, units }) => {
      counts[operation === 'TransactWriteItems' ? 'writeUnits' : 'readUnits'] += units;
    },
  });
  const table = makeRecordTable({ client: newClient(), table: tables.record, rowKey: oneRowKey });
  let now = monday;
  const watched = counted(table, () => counts);
  const sweep = makeRingTimers({
    readsNextDueAt: true,
    store: makeCaseStore(watched),
    timers: makeTimerStore(watched),
    notices: makeNoticeStore(watched),
    team: makeTeamStore(watched),
    clock: { now: () => iso(now) },
    noteFailure: (_ids, error) => {
      throw error;
    },
  });

  const begin = performance.now();
  for (let n = 0; n < batches; n += 1) {
    await seedLateCases(table, { count: due, from: n * due, receivedAt: iso(monday + (n * hour) / 2) });
  }
  // What is open and not due: it was received a week later.
  await seedCases(table, {
    count: openCases - batches * due,
    from: batches * due,
    receivedAt: iso(monday + 7 * 24 * hour),
  });
  const seedSeconds = (performance.now() - begin) / 1000;

  now = monday + 2 * 24 * hour + 9 * hour;
  await sweep(); // what is due soon, of all of them
  const times: number[] = [];
  for (let n = 0; n < batches; n += 1) {
    now = monday + 3 * 24 * hour + (n * hour) / 2;
    counts = nothing();
    const start = performance.now();
    const { looked, failed } = await sweep();
    times.push(performance.now() - start);
    if (looked !== due || failed > 0) throw new Error(`${looked} timers were looked at, ${failed} failed`);
  }
  close();
  return {
    openCases,
    due,
    ...counts,
    ms: Number(Math.min(...times).toFixed(1)),
    seedSeconds: Number(seedSeconds.toFixed(1)),
  };
};
