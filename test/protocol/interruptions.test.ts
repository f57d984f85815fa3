import { beforeEach, describe, expect, test } from '@jest/globals';
import { Crash, pauseAt, throwAt } from '../support/protocol/hook.ts';
import { gaps, interruptible, reachGap, type Gap } from '../support/protocol/gaps.ts';
import { caseAt, complete, interrupt, recover, settle, suspendedFrom } from '../support/protocol/play.ts';
import { refusal } from '../support/protocol/refused.ts';
import { faultsOf, stuckness } from '../support/protocol/soundness.ts';
import { day, openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const expectSound = async (caseId: string): Promise<void> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
};

/** Where a case comes to rest after each interruption. */
const rests = {
  withdraw: { status: 'closed', closureReason: 'youth-decision' },
  'close-now': { status: 'open', step: { id: 'closure-decision' } },
  cancel: { status: 'closed', closureReason: 'error' },
  suspend: { status: 'suspended', step: { id: 'suspended' } },
} as const;

const inEveryGap = gaps.flatMap((gap) => interruptible.map((name) => [name, gap] as const));

describe('an interruption in every gap', () => {
  test.each(inEveryGap)('%s %s', async (name, gap) => {
    const { caseId, go } = await reachGap(world, gap);
    await interrupt(world.actor(), { caseId }, name);
    await go();
    await recover(world);
    expect(await world.read(caseId)).toMatchObject(rests[name]);
    await expectSound(caseId);
  });

  test.each(gaps)('revokes the rights in its own transaction: withdraw %s', async (gap) => {
    const { caseId, go } = await reachGap(world, gap);
    const { completed } = await interrupt(world.actor(), { caseId }, 'withdraw');
    expect(Object.values(completed.consents)).not.toContain('given');
    expect(completed.sealedAt).toBe(world.clock.now());
    await go();
  });
});

describe('a completion against a withdrawal', () => {
  test('the completion is first, whose transaction was first; the withdrawal ends the case all the same', async () => {
    const found = await caseAt(world, 'consent');
    const pause = pauseAt('before write');
    const withdrawing = interrupt(world.actor(pause.hook), found, 'withdraw');
    await pause.reached;
    await complete(world.actor(), found, 'agreed');
    pause.go();
    await withdrawing;
    await recover(world);
    expect(await world.read(found.caseId)).toMatchObject(rests.withdraw);
    await expectSound(found.caseId);
  });

  test('the withdrawal is first, whose transaction was first; the completion is refused', async () => {
    const found = await caseAt(world, 'consent');
    const pause = pauseAt('before write');
    const completing = refusal(complete(world.actor(pause.hook), found, 'agreed'));
    await pause.reached;
    await interrupt(world.actor(), found, 'withdraw');
    pause.go();
    expect(await completing).toBe('case-closed');
    await recover(world);
    expect(await world.read(found.caseId)).toMatchObject(rests.withdraw);
    await expectSound(found.caseId);
  });

  const last = async () => {
    const found = await caseAt(world, 'closure-decision');
    await complete(world.actor(), found, 'approved', { sub: people.supervisor });
    return found;
  };

  test('between the last outcome and close-case revokes, seals, and lets the case end', async () => {
    const found = await last();
    const { completed } = await interrupt(world.actor(), found, 'withdraw');
    expect(Object.values(completed.consents)).not.toContain('given');
    await recover(world);
    expect(await world.read(found.caseId)).toMatchObject({ status: 'closed', sealedAt: completed.sealedAt });
    await expectSound(found.caseId);
  });

  test('during close-case is kept by it', async () => {
    const found = await last();
    const [ending] = world.sfn.endings();
    const pause = pauseAt('before write');
    const command = { contract: 1 as const, caseId: found.caseId, generation: ending?.generation ?? '', visit: 8 };
    const closing = world.actor(pause.hook).closeCase(command);
    await pause.reached;
    const at = world.clock.now();
    await interrupt(world.actor(), found, 'withdraw');
    pause.go();
    await closing;
    await recover(world);
    expect(await world.read(found.caseId)).toMatchObject({ status: 'closed', sealedAt: at });
    await expectSound(found.caseId);
  });

  test.each(['close-now', 'cancel', 'suspend'] as const)(
    '%s comes too late once the last outcome is recorded',
    async (name) => {
      const found = await last();
      expect(await refusal(interrupt(world.actor(), found, name))).toBe('case-closed');
    },
  );
});

describe('two interruptions', () => {
  const pairs = interruptible.flatMap((first) => interruptible.map((second) => [first, second] as const));
  const strength = (name: (typeof interruptible)[number]) => -interruptible.indexOf(name);
  const endings = ['withdraw', 'cancel'];

  test.each(pairs)(
    'in a gap: after %s, %s is taken only when it is stronger and the case goes on',
    async (first, second) => {
      const { caseId, go } = await reachGap(world, 'between T1 and its callback');
      await interrupt(world.actor(), { caseId }, first);
      const code = await refusal(interrupt(world.actor(), { caseId }, second));
      const isTaken = strength(second) > strength(first) && (!endings.includes(first) || second === 'withdraw');
      expect(code === undefined).toBe(isTaken);
      await go();
      await recover(world);
      expect(await world.read(caseId)).toMatchObject(rests[isTaken ? second : first]);
      await expectSound(caseId);
    },
  );

  test.each(pairs)('in an open step: after %s is recorded and before it is heard, %s', async (first, second) => {
    const found = await caseAt(world, 'consent');
    await interrupt(world.actor(throwAt('before callback')), found, first);
    const code = await refusal(interrupt(world.actor(), found, second));
    const isTaken = strength(second) > strength(first) && (!endings.includes(first) || second === 'withdraw');
    expect(code === undefined).toBe(isTaken);
    await recover(world);
    const taken = isTaken ? second : first;
    // What is completed by close-now or suspend is followed by the stronger one.
    expect(await world.read(found.caseId)).toMatchObject(rests[taken]);
    await expectSound(found.caseId);
  });

  test.each(['withdraw', 'close-now', 'cancel'] as const)('%s ends a suspension', async (name) => {
    const { caseId } = await suspendedFrom(world, 'follow-up');
    await interrupt(world.actor(), { caseId }, name);
    await recover(world);
    expect(await world.read(caseId)).toMatchObject(rests[name]);
    await expectSound(caseId);
  });

  test('a suspended case is not suspended again', async () => {
    const { caseId } = await suspendedFrom(world, 'consent');
    expect(await refusal(interrupt(world.actor(), { caseId }, 'suspend'))).toBe('interruption-weaker');
  });
});

describe('an interruption that dies', () => {
  test.each(['after write', 'before callback', 'after callback'] as const)('%s is applied once', async (point) => {
    const found = await caseAt(world, 'consent');
    const key = { hash: 'k', fingerprint: 'f' };
    await interrupt(world.actor(throwAt(point)), found, 'suspend', { key }).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Crash);
    });
    const { completed } = await interrupt(world.actor(), found, 'suspend', { key });
    expect(completed.step.outcome).toBe('suspend');
    await recover(world);
    expect(await world.read(found.caseId)).toMatchObject(rests.suspend);
    await expectSound(found.caseId);
  });

  test('while open-step applies it is applied once', async () => {
    const { caseId, go } = await reachGap(world, 'between T1 and its callback' satisfies Gap);
    await interrupt(world.actor(), { caseId }, 'suspend');
    await go();
    for (const question of world.sfn.questions()) {
      await expect(world.actor(throwAt('after write')).openStep(question.command)).rejects.toThrow(Crash);
      world.sfn.failed(question);
    }
    await recover(world);
    expect(await world.read(caseId)).toMatchObject(rests.suspend);
    await expectSound(caseId);
  });
});

describe('a suspension', () => {
  test('gives the time back that the step had left', async () => {
    const found = await caseAt(world, 'consent');
    const left = Date.parse(found.step.dueAt ?? '') - Date.parse(world.clock.now());
    await interrupt(world.actor(), found, 'suspend');
    await settle(world);
    world.pass(40 * day);
    await world.actor().resume({ caseId: found.caseId, sub: people.coordinator, key: undefined });
    await settle(world);
    const { step, away } = await world.read(found.caseId);
    expect(step).toMatchObject({ id: 'consent', visit: 4, state: 'open' });
    expect(Date.parse(step.dueAt ?? '') - Date.parse(world.clock.now())).toBe(left);
    expect(away).toBeUndefined();
    await expectSound(found.caseId);
  });

  test.each(interruptible)('that ends is followed by %s in its gap', async (name) => {
    const { caseId } = await suspendedFrom(world, 'consent');
    await world.actor(throwAt('before callback')).resume({ caseId, sub: people.coordinator, key: undefined });
    await interrupt(world.actor(), { caseId }, name);
    await recover(world);
    const found = await world.read(caseId);
    expect(found).toMatchObject(rests[name]);
    await expectSound(caseId);
  });

  test('is ended once by two people at once', async () => {
    const { caseId } = await suspendedFrom(world, 'consent');
    const command = { caseId, key: undefined };
    const codes = await Promise.all([
      refusal(world.actor().resume({ ...command, sub: people.coordinator })),
      refusal(world.actor().resume({ ...command, sub: people.coordinator })),
    ]);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'not-suspended')).toHaveLength(1);
    await recover(world);
    await expectSound(caseId);
  });
});
