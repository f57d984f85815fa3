import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Case } from '../../shared/domain/case/case.ts';
import { throwAt } from '../support/protocol/hook.ts';
import { caseAt, complete, interrupt, recover, refer, settle, suspendedFrom } from '../support/protocol/play.ts';
import { faultsOf, stuckness } from '../support/protocol/soundness.ts';
import { day, minute, openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const nameOf = ({ caseId, generation }: Pick<Case, 'caseId' | 'generation'>): string => `${caseId}-${generation}`;

/** AWS tells of an execution that ended, once or twice. */
const tell = (name: string, status = 'FAILED') => world.actor().noteEnded({ detail: { name, status } });

const expectSound = async (caseId: string): Promise<Case> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
  expect(world.sfn.running()).toEqual([nameOf(found)]);
  return found;
};

const sweepAfter = async (milliseconds: number): Promise<void> => {
  world.pass(milliseconds);
  await world.actor().sweep();
};

describe('a start', () => {
  test.each(['before start', 'after start'] as const)('that dies %s is made good by the sweep, once', async (point) => {
    const caseId = await refer(world, world.actor(throwAt(point)));
    expect(await world.read(caseId)).toMatchObject({ status: 'starting', owed: { what: 'start' } });
    await sweepAfter(16_000);
    await sweepAfter(1_000);
    expect(world.sfn.names()).toHaveLength(1);
    await settle(world);
    await expectSound(caseId);
  });

  test('repeated while its execution waits changes nothing', async () => {
    const caseId = await refer(world);
    await sweepAfter(16_000);
    await settle(world);
    await sweepAfter(16_000);
    expect(world.sfn.names()).toHaveLength(1);
    await expectSound(caseId);
  });

  test('that never came about although its execution is looked for is made again', async () => {
    const caseId = await refer(world, world.actor(throwAt('before start')));
    await sweepAfter(2 * minute);
    await settle(world);
    await expectSound(caseId);
  });
});

describe('an execution that ended while its case is open', () => {
  test.each(['failed', 'aborted'] as const)(
    '%s: the debt is noted, and after a minute the case goes on in a new generation',
    async (status) => {
      const before = await caseAt(world, 'consent');
      world.sfn.stop(nameOf(before), status);
      expect(await tell(nameOf(before), status.toUpperCase())).toEqual({ noted: true });
      await tell(nameOf(before), status.toUpperCase());
      await sweepAfter(30_000);
      expect(world.sfn.names()).toHaveLength(1);
      await sweepAfter(minute);
      await settle(world);
      const found = await expectSound(before.caseId);
      expect(found).toMatchObject({ step: before.step, version: before.version, status: 'open' });
      expect(found.generation > before.generation).toBe(true);
    },
  );

  test('of an old generation is nobody’s concern', async () => {
    const before = await caseAt(world, 'consent');
    await world.actor().renew(before, { cause: 'administrator', actor: people.administrator });
    await settle(world);
    expect(await tell(nameOf(before))).toEqual({ noted: false });
    await expectSound(before.caseId);
  });

  test('three times in a row is left to an administrator, who resumes it from the record', async () => {
    const { caseId } = await caseAt(world, 'consent');
    for (let n = 0; n < 5; n += 1) {
      for (const name of world.sfn.running()) {
        world.sfn.stop(name, 'failed');
        await tell(name);
      }
      await sweepAfter(2 * minute);
    }
    expect(world.sfn.names()).toHaveLength(4);
    // Nothing is left that a minute could change: on one machine the clock may jump over the sweep.
    expect((await world.actor().sweep()).nextDueAt).toBeDefined();
    const stopped = await world.read(caseId);
    expect(stopped).toMatchObject({ renewals: 3, owed: { what: expect.any(String) } });
    await world.actor().renew(stopped, { cause: 'administrator', actor: people.administrator, reason: 'fixed' });
    await settle(world);
    expect((await expectSound(caseId)).renewals).toBe(0);
  });

  test('is forgotten as soon as a step is opened', async () => {
    const before = await caseAt(world, 'consent');
    world.sfn.stop(nameOf(before));
    await tell(nameOf(before));
    await sweepAfter(2 * minute);
    await settle(world);
    await complete(world.actor(), await world.read(before.caseId), 'agreed');
    await settle(world);
    expect((await expectSound(before.caseId)).renewals).toBe(0);
  });

  test('told of late, when it runs again, is no debt for ever', async () => {
    const before = await caseAt(world, 'consent');
    world.sfn.stop(nameOf(before), 'failed');
    world.sfn.redrive(nameOf(before));
    await settle(world);
    await tell(nameOf(before));
    expect((await world.read(before.caseId)).owed).toBeDefined();
    await sweepAfter(2 * minute);
    expect((await expectSound(before.caseId)).generation).toBe(before.generation);
  });

  test('whose last outcome is recorded still closes the case', async () => {
    const before = await caseAt(world, 'closure-decision');
    world.sfn.stop(nameOf(before), 'failed');
    await complete(world.actor(), before, 'approved', { sub: people.supervisor });
    await recover(world);
    const found = await world.read(before.caseId);
    expect(found.status).toBe('closed');
    expect(await faultsOf(world.store, found, [])).toEqual([]);
  });

  test('while it was suspended goes on suspended, and comes back', async () => {
    const before = await suspendedFrom(world, 'consent');
    world.sfn.stop(nameOf(before), 'aborted');
    await tell(nameOf(before), 'ABORTED');
    await sweepAfter(2 * minute);
    await settle(world);
    expect((await expectSound(before.caseId)).status).toBe('suspended');
    await world.actor().resume({ caseId: before.caseId, sub: people.coordinator, key: undefined });
    await settle(world);
    expect(await expectSound(before.caseId)).toMatchObject({ status: 'open', step: { id: 'consent' } });
  });

  test('with an interruption pending applies it in the new generation', async () => {
    const before = await caseAt(world, 'consent');
    world.sfn.stop(nameOf(before), 'failed');
    await complete(world.actor(), before, 'agreed');
    await interrupt(world.actor(), before, 'suspend');
    await recover(world);
    expect(await expectSound(before.caseId)).toMatchObject({ status: 'suspended', away: { step: 'needs-assessment' } });
  });

  test('that waits for a token which nobody knows is given up after the budget of its retries', async () => {
    const before = await caseAt(world, 'consent');
    await complete(world.actor(throwAt('before callback')), before, 'agreed');
    // A token was lost: what the record holds is not what the execution waits for.
    const { callback } = await world.store.readForExecution(before.caseId);
    if (!callback) throw new Error('the case has no callback');
    await world.store.write([world.store.puts.callback({ ...callback, token: 'another' }, callback)]);
    await sweepAfter(30 * minute);
    expect(world.sfn.names()).toHaveLength(1);
    await sweepAfter(3 * 60 * minute);
    await settle(world);
    const found = await world.read(before.caseId);
    expect(found.step).toMatchObject({ id: 'needs-assessment', state: 'open' });
    expect(stuckness(found)).toEqual([]);
  });
});

describe('a roll-over', () => {
  const old = async (step = 'consent') => {
    const before = await caseAt(world, step);
    world.pass(299 * day);
    await world.actor().sweep();
    expect((await world.read(before.caseId)).generation).toBe(before.generation);
    return before;
  };

  test('at 300 days leaves visit, version and due time as they are', async () => {
    const before = await old();
    await sweepAfter(day + minute);
    await settle(world);
    const { generation, step, version, consents } = await expectSound(before.caseId);
    expect(generation).not.toBe(before.generation);
    expect({ step, version, consents }).toEqual({
      step: before.step,
      version: before.version,
      consents: before.consents,
    });
    expect(world.sfn.statusOf(nameOf(before))).toBe('succeeded');
  });

  test('at 1,500 visits of a generation', async () => {
    const before = await caseAt(world, 'consent');
    await world.store.write([
      world.store.puts.changedCase({ ...before, step: { ...before.step, visit: before.firstVisit + 1_500 } }, before),
    ]);
    await sweepAfter(minute);
    expect((await world.read(before.caseId)).generation).not.toBe(before.generation);
  });

  test('before the new execution has asked, a completion is recorded and paid by its first question', async () => {
    const before = await old();
    await sweepAfter(day + minute);
    await complete(world.actor(), await world.read(before.caseId), 'agreed');
    await settle(world);
    expect(await expectSound(before.caseId)).toMatchObject({ step: { id: 'needs-assessment', visit: 3 } });
  });

  test('that dies before its start is made good, with a completion in between', async () => {
    const before = await old();
    world.pass(day + minute);
    await world.actor(throwAt('before start')).sweep();
    await complete(world.actor(), await world.read(before.caseId), 'agreed');
    await recover(world);
    expect(await expectSound(before.caseId)).toMatchObject({ step: { id: 'needs-assessment', visit: 3 } });
  });

  test('against a completion: either is first, and both are kept', async () => {
    const before = await old();
    world.pass(day + minute);
    await Promise.all([world.actor().sweep(), complete(world.actor(), before, 'agreed')]);
    await recover(world);
    expect((await expectSound(before.caseId)).step.id).toBe('needs-assessment');
  });

  test('of a suspended case keeps it suspended', async () => {
    const before = await suspendedFrom(world, 'consent');
    world.pass(300 * day);
    await world.actor().sweep();
    await settle(world);
    expect(await expectSound(before.caseId)).toMatchObject({ status: 'suspended', step: before.step });
  });
});

describe('the sweep', () => {
  test('reaches what is owed behind a hundred cases that only an administrator can mend', async () => {
    for (let n = 0; n < 101; n += 1) {
      const caseId = await refer(world);
      const found = await world.read(caseId);
      await world.store.write([world.store.puts.changedCase({ ...found, renewals: 3 }, found)]);
      world.sfn.stop(nameOf(found), 'failed');
      // One account refers no more than sixty in six hours.
      if (n % 50 === 49) world.pass(6 * 60 * minute);
    }
    world.pass(minute);
    const late = await refer(world, world.actor(throwAt('before start')));
    await sweepAfter(16_000);
    expect(world.sfn.questions().map(({ command }) => command.caseId)).toEqual([late]);
  }, 60_000);
});
