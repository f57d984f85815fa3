import { describe, expect, test } from '@jest/globals';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { WriteRefusedError } from '../../shared/store/write-refused.ts';
import { pauseAt } from '../support/protocol/hook.ts';
import { seedLateCases } from '../support/protocol/late-cases.ts';
import { openLateWorld } from '../support/protocol/late-world.ts';

/** Monday 2 March 2026, at ten in Montréal; it is due soon two days later, and due a day after that. */
const receivedAt = '2026-03-02T15:00:00.000Z';
const dueSoon = '2026-03-04T15:00:00.000Z';

const openLate = async (now: string, count = 1) => {
  let moment = now;
  const world = await openLateWorld({ now: () => moment });
  const [late] = await seedLateCases(world.table, { count, receivedAt });
  if (!late) throw new Error('there is no case');
  const { caseId } = late.found;
  const store = makeCaseStore(world.table);
  return {
    ...world,
    caseId,
    store,
    goTo: (at: string): void => {
      moment = at;
    },
    read: async () => {
      const [found] = await store.readFollowed([caseId]);
      if (!found) throw new Error('there is no case');
      return found;
    },
  };
};
const followUps = [{ timerId: 'a1', activity: 'urgent-help' }];

describe('a rung that writes no case row, beside a command on the same case', () => {
  test('refuses the thread of whoever had read it before the rung was recorded', async () => {
    const { store, ring, read } = await openLate(dueSoon);
    const { found, thread } = await read();
    await ring()();
    const write = store.write([
      store.puts.changedCase(found, found),
      store.puts.thread({ ...thread, followUps }, thread),
    ]);
    await expect(write).rejects.toThrow(WriteRefusedError);
    expect((await read()).thread).toMatchObject({ followUps: [], timer: { next: 1 } });
  });

  test('is recorded on what the command left, when that wrote first', async () => {
    const { store, ring, read, rungsWritten } = await openLate(dueSoon);
    const pause = pauseAt('before write');
    const ringing = ring(pause.hook)();
    await pause.reached;
    const { found, thread } = await read();
    await store.write([store.puts.changedCase(found, found), store.puts.thread({ ...thread, followUps }, thread)]);
    pause.go();
    await expect(ringing).resolves.toMatchObject({ looked: 1, failed: 0 });
    expect((await read()).thread).toMatchObject({ followUps, timer: { next: 1 } });
    expect(rungsWritten).toHaveLength(1);
  });
});

test('a timer of a step is rung once by two sweeps that read it at the same moment', async () => {
  const { store, ring, read, rungsWritten, table, goTo } = await openLate(receivedAt);
  const { found, thread } = await read();
  const at = receivedAt;
  const ladder = [{ rung: 'due' as const, at }];
  const timer = {
    ...thread.timer,
    timerId: 'step',
    subject: 'step' as const,
    cycle: found.step.visit,
    dueAt: at,
    ladder,
  };
  await store.write([store.puts.timer(timer)]);
  const pause = pauseAt('before write');
  const ringing = ring(pause.hook)();
  await pause.reached;
  // A day later it is another morning's message.
  goTo('2026-03-03T15:00:00.000Z');
  await ring()();
  pause.go();
  await expect(ringing).resolves.toMatchObject({ looked: 1, failed: 0 });
  expect(rungsWritten).toEqual([`CASE#${found.caseId} RUNG#step#000001#due`]);
  const told = await table.queryCase('MEMBER#late-0-worker-0', { prefix: 'NOTICE#', limit: 10 });
  expect(told).toHaveLength(1);
});

test('of rungs that have come at once, the last is told, and those before it are recorded as passed over', async () => {
  const { caseId, store, ring, table, send, mailbox, goTo } = await openLate('2026-03-09T18:00:00.000Z');
  await ring()();
  const rungs = await store.contactRungs(caseId, 10);
  const inOrder = rungs.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  expect(inOrder.map(({ rung, passedOver, asked }) => ({ rung, passedOver, asked }))).toEqual([
    { rung: 'due-soon', passedOver: true, asked: [] },
    { rung: 'due', passedOver: true, asked: [] },
    { rung: 'backup-and-coordinator', passedOver: false, asked: ['late-0-coordinator'] },
  ]);
  const { items } = await store.events(caseId, { limit: 10 });
  expect(items.map(({ type, rung }) => `${type} ${String(rung)}`)).toEqual([
    'support-requested backup-and-coordinator',
  ]);
  goTo('2026-03-10T13:00:00.000Z');
  await send()();
  expect(mailbox).toHaveLength(1);
  await expect(table.queryCase('MEMBER#late-0-worker-0', { prefix: 'NOTICE#', limit: 10 })).resolves.toEqual([]);
});

test('a rung that comes too late for a message that has left is counted by the next one', async () => {
  const { ring, send, mailbox, goTo, table } = await openLate('2026-03-05T15:00:00.000Z', 2);
  const pause = pauseAt('before write', 2);
  const ringing = ring(pause.hook)();
  await pause.reached;
  goTo('2026-03-06T14:00:00.000Z');
  await send()();
  expect(mailbox).toHaveLength(1);
  pause.go();
  await expect(ringing).resolves.toMatchObject({ looked: 2, failed: 0 });
  await send()();
  expect(mailbox).toHaveLength(1);
  goTo('2026-03-09T13:00:00.000Z');
  await send()();
  expect(new Set(mailbox).size).toBe(2);
  expect(mailbox).toHaveLength(2);
  const told = await table.queryCase('MEMBER#late-0-worker-0', { prefix: 'NOTICE#', limit: 10 });
  expect(told.map(({ tellAt }) => tellAt)).toEqual(['2026-03-06T14:00:00.000Z', '2026-03-09T13:00:00.000Z']);
});
