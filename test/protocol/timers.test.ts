import { describe, expect, test } from '@jest/globals';
import type { Point } from '../support/protocol/hook.ts';
import { countsOf, mailFaults, readLadders } from '../support/protocol/ladder-faults.ts';
import { seedLateCases } from '../support/protocol/late-cases.ts';
import { openLateWorld, type LateWorld } from '../support/protocol/late-world.ts';
import { mortal } from '../support/protocol/mortal.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const sweeps = 4;

const points: readonly Point[] = [
  'before read',
  'after read',
  'before list',
  'after list',
  'before write',
  'after write',
  'before send',
  'after send',
];

/** Monday 2 March 2026, at ten in Montréal; three days later the first contact is due. */
const receivedAt = '2026-03-02T15:00:00.000Z';

const makeTime = () => {
  let now = Date.parse(receivedAt);
  return {
    clock: { now: () => new Date(now).toISOString() },
    pass: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};

/** So many processes at a time, each dying as `diesOf` says; every death is followed by a new process until one comes to its end. */
const race = async (
  start: (hook: Parameters<LateWorld['ring']>[0]) => () => Promise<unknown>,
  diesOf: () => (point: Point) => boolean,
) => {
  let deaths = 0;
  const live = async (): Promise<void> => {
    for (;;) {
      const { hook, isDead } = mortal(diesOf());
      await start(hook)().catch((error: unknown) => {
        if (!isDead()) throw error;
      });
      if (!isDead()) return;
      deaths += 1;
    }
  };
  await Promise.all(Array.from({ length: sweeps }, live));
  return deaths;
};

/** Until after the last rung: sweeps race every other day, and what a dead one held is taken up when its lease has run out. */
const liveThrough = async (
  world: LateWorld,
  pass: (milliseconds: number) => void,
  diesOf: () => (point: Point) => boolean,
) => {
  let deaths = 0;
  for (let passed = 0; passed < 10; passed += 1) {
    pass(2 * day);
    deaths += await race(world.ring, diesOf);
    deaths += await race(world.send, diesOf);
    for (let n = 0; n < 2; n += 1) {
      pass(3 * minute);
      await world.send()();
    }
  }
  return deaths;
};

const openLate = async (count: number) => {
  const { clock, pass } = makeTime();
  const world = await openLateWorld(clock);
  const cases = await seedLateCases(world.table, { count, receivedAt });
  return { world, cases, clock, pass };
};

type Late = Awaited<ReturnType<typeof openLate>>;

const expectExactly = async ({ world, cases, clock }: Late): Promise<void> => {
  const { faults, messages } = await readLadders(world.table, cases, clock.now());
  const again = countsOf(world.unmarked);
  expect(faults).toEqual([]);
  expect(
    mailFaults(messages, { mailbox: world.mailbox, until: clock.now() }, (key) => [1 + (again.get(key) ?? 0)]),
  ).toEqual([]);
  expect([...countsOf(world.rungsWritten)].filter(([, count]) => count > 1)).toEqual([]);
  expect(world.rungsWritten).toHaveLength(cases.length * 4);
};

/** Dies once, at the `nth` passing of a point. */
const dyingAt = (point: Point, nth: number) => {
  let passed = 0;
  return () => (at: Point) => {
    if (at !== point) return false;
    passed += 1;
    return passed === nth;
  };
};

describe('four sweeps that race', () => {
  test('record each rung once, and each message arrives once', async () => {
    const late = await openLate(100);
    await liveThrough(late.world, late.pass, () => () => false);
    await expectExactly(late);
    expect(late.world.unmarked).toEqual([]);
  });

  test.each(points.flatMap((point) => [1, 3].map((nth) => ({ point, nth }))))(
    'the first of them dead $point (passed $nth times): all is there, once but for what it had handed over',
    async ({ point, nth }) => {
      const late = await openLate(4);
      const deaths = await liveThrough(late.world, late.pass, dyingAt(point, nth));
      expect(deaths).toBe(1);
      await expectExactly(late);
      if (point !== 'after send' && point !== 'before write') expect(late.world.unmarked).toEqual([]);
    },
  );

  test('and die at any moment, all the same', async () => {
    const late = await openLate(20);
    const deaths = await liveThrough(late.world, late.pass, () => () => Math.random() < 0.01);
    expect(deaths).toBeGreaterThan(10);
    await expectExactly(late);
  });
});
