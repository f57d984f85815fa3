import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Case } from '../../shared/domain/case/case.ts';
import { gaps, reachGap } from '../support/protocol/gaps.ts';
import { Crash, pauseAt, throwAt } from '../support/protocol/hook.ts';
import { caseAt, complete, interrupt, recover, settle, suspendedFrom } from '../support/protocol/play.ts';
import { refusal } from '../support/protocol/refused.ts';
import { faultsOf, stuckness } from '../support/protocol/soundness.ts';
import { day, openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const reopen = ({ caseId }: Pick<Case, 'caseId'>, actor = world.actor()) =>
  actor.reopen({ caseId, sub: people.coordinator, sent: () => ({}), key: undefined });

const expectSound = async (caseId: string): Promise<Case> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
  expect(world.sfn.running()).toEqual(found.status === 'closed' ? [] : [`${caseId}-${found.generation}`]);
  return found;
};

describe('the undo of a withdrawal', () => {
  test.each(gaps)('before the case is closed brings it back: %s', async (gap) => {
    const { caseId, go } = await reachGap(world, gap);
    const before = await world.read(caseId);
    await interrupt(world.actor(), { caseId }, 'withdraw');
    await reopen({ caseId });
    await go();
    await recover(world);
    const found = await expectSound(caseId);
    expect(found).toMatchObject({ status: 'open', consents: before.consents });
    expect(found.sealedAt).toBeUndefined();
  });

  test('before the first step was open leaves its own due time', async () => {
    const { caseId, go } = await reachGap(world, 'before the first step is open');
    await interrupt(world.actor(), { caseId }, 'withdraw');
    await reopen({ caseId });
    await go();
    const { step } = await expectSound(caseId);
    expect(Date.parse(step.dueAt ?? '')).toBeGreaterThan(Date.parse(world.clock.now()));
  });

  test('between two steps leaves the next one its own due time', async () => {
    const { caseId, go } = await reachGap(world, 'between the callback and open-step');
    await interrupt(world.actor(), { caseId }, 'withdraw');
    await reopen({ caseId });
    await go();
    const { step } = await expectSound(caseId);
    expect(step.id).toBe('needs-assessment');
    expect(Date.parse(step.dueAt ?? '')).toBeGreaterThan(Date.parse(world.clock.now()));
  });

  test('on the third day brings back the step, the consents and the time that was left', async () => {
    const before = await caseAt(world, 'needs-assessment');
    const left = Date.parse(before.step.dueAt ?? '') - Date.parse(world.clock.now());
    await interrupt(world.actor(), before, 'withdraw');
    await recover(world);
    expect((await world.read(before.caseId)).status).toBe('closed');
    world.pass(3 * day);
    await reopen(before);
    await settle(world);
    const found = await expectSound(before.caseId);
    expect(found).toMatchObject({ status: 'open', step: { id: 'needs-assessment' }, consents: before.consents });
    expect(Date.parse(found.step.dueAt ?? '') - Date.parse(world.clock.now())).toBe(left);
    expect(found.closureReason).toBeUndefined();
  });

  test('on the eighth day is a re-opening: the consent is asked again, and what was sealed stays so', async () => {
    const before = await caseAt(world, 'needs-assessment');
    const { completed } = await interrupt(world.actor(), before, 'withdraw');
    await recover(world);
    world.pass(8 * day);
    await reopen(before);
    await settle(world);
    const found = await expectSound(before.caseId);
    expect(found).toMatchObject({ status: 'open', step: { id: 'consent' }, sealedAt: completed.sealedAt });
    expect(Object.values(found.consents)).not.toContain('given');
  });

  test('goes back to the step that a suspension was away from', async () => {
    const { caseId } = await suspendedFrom(world, 'needs-assessment');
    await interrupt(world.actor(), { caseId }, 'withdraw');
    await recover(world);
    await reopen({ caseId });
    await settle(world);
    expect(await expectSound(caseId)).toMatchObject({ status: 'open', step: { id: 'needs-assessment' } });
  });

  test('after a second withdrawal between the last outcome and close-case restores what was given', async () => {
    const before = await caseAt(world, 'closure-decision');
    await complete(world.actor(), before, 'approved', { sub: people.supervisor });
    await interrupt(world.actor(), before, 'withdraw');
    expect(await refusal(interrupt(world.actor(), before, 'withdraw'))).toBe('interruption-weaker');
    await recover(world);
    await reopen(before);
    await settle(world);
    expect(await expectSound(before.caseId)).toMatchObject({
      consents: before.consents,
      step: { id: 'closure-decision' },
    });
  });

  test('against the close-case of the old execution: either is first, and the case goes on', async () => {
    const found = await caseAt(world, 'consent');
    await interrupt(world.actor(), found, 'withdraw');
    const [ending] = world.sfn.endings();
    const pause = pauseAt('before write');
    const command = { contract: 1 as const, caseId: found.caseId, generation: ending?.generation ?? '', visit: 3 };
    const closing = world.actor(pause.hook).closeCase(command);
    await pause.reached;
    await reopen(found);
    pause.go();
    await closing;
    await recover(world);
    expect(await expectSound(found.caseId)).toMatchObject({ status: 'open', step: { id: 'consent' } });
  });
});

describe('re-opening', () => {
  test('with S2 goes on at the follow-up, in a generation of its own', async () => {
    const before = await caseAt(world, 'follow-up');
    await interrupt(world.actor(), before, 'cancel');
    await recover(world);
    await reopen(before);
    await settle(world);
    const found = await expectSound(before.caseId);
    expect(found.step.id).toBe('follow-up');
    expect(found.generation > before.generation).toBe(true);
  });

  test('without S2 goes on at the consent', async () => {
    const before = await caseAt(world, 'consent');
    await complete(world.actor(), before, 'declined');
    await recover(world);
    await reopen(before);
    await settle(world);
    expect((await expectSound(before.caseId)).step.id).toBe('consent');
  });

  test.each(['before write', 'after write', 'before start', 'after start'] as const)(
    'that dies %s is done once',
    async (point) => {
      const before = await caseAt(world, 'follow-up');
      await interrupt(world.actor(), before, 'cancel');
      await recover(world);
      const key = { hash: 'k', fingerprint: 'f' };
      const command = { caseId: before.caseId, sub: people.coordinator, sent: () => ({}), key };
      await world
        .actor(throwAt(point))
        .reopen(command)
        .catch((error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
        });
      await world.actor().reopen(command);
      await recover(world);
      expect(await expectSound(before.caseId)).toMatchObject({ status: 'open', step: { id: 'follow-up', visit: 6 } });
    },
  );

  test('of a case that was cancelled before it is closed is refused', async () => {
    const found = await caseAt(world, 'consent');
    await interrupt(world.actor(), found, 'cancel');
    expect(await refusal(reopen(found))).toBe('not-closed');
  });

  test('by two people at once is done once', async () => {
    const found = await caseAt(world, 'follow-up');
    await interrupt(world.actor(), found, 'cancel');
    await recover(world);
    const codes = await Promise.all([refusal(reopen(found)), refusal(reopen(found))]);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'not-closed')).toHaveLength(1);
    await recover(world);
    await expectSound(found.caseId);
  });
});
