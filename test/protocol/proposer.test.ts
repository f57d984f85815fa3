import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Case } from '../../shared/domain/case/case.ts';
import { caseAt, complete, interrupt, recover, settle } from '../support/protocol/play.ts';
import { refusal } from '../support/protocol/refused.ts';
import { day, openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

/** The coordinator proposes the closure of every case that `caseAt` brings to its decision. */
const proposed = (): Promise<Case> => caseAt(world, 'closure-decision');
const worker: { readonly sub: string } = { sub: people.caseworker };
const proposer: { readonly sub: string } = { sub: people.coordinator };

const decide = async ({ caseId }: Case, outcome: string, { sub }: { readonly sub: string }) =>
  refusal(complete(world.actor(), await world.read(caseId), outcome, { sub }));

const suspendAndResume = async ({ caseId }: Case, { sub } = worker): Promise<void> => {
  await interrupt(world.actor(), { caseId }, 'suspend', { sub });
  await settle(world);
  await world.actor().resume({ caseId, sub, key: undefined });
  await settle(world);
};

describe('whoever proposed a closure does not decide it', () => {
  test.each([
    ['nothing else happened', async () => {}],
    ['the worker suspended the case and resumed it', suspendAndResume],
    [
      'the worker suspended it twice',
      async (found: Case) => {
        await suspendAndResume(found);
        await suspendAndResume(found);
      },
    ],
    [
      'the youth withdrew by the worker and came back',
      async ({ caseId }: Case) => {
        await interrupt(world.actor(), { caseId }, 'withdraw', worker);
        await settle(world);
        world.pass(3 * day);
        await world.actor().reopen({ caseId, ...worker, sent: () => ({}), key: undefined });
        await settle(world);
      },
    ],
    [
      'an administrator began another generation',
      async ({ caseId }: Case) => {
        const redriven = { cause: 'administrator', actor: people.administrator, reason: 'stuck' } as const;
        await world.actor().renew(await world.read(caseId), redriven);
        await recover(world);
      },
    ],
    [
      'they closed it at once as well',
      async ({ caseId }: Case) => {
        await interrupt(world.actor(), { caseId }, 'close-now', proposer);
        await settle(world);
      },
    ],
  ])('when %s', async (_what, meanwhile) => {
    const found = await proposed();
    await meanwhile(found);
    expect(await world.read(found.caseId)).toMatchObject({ status: 'open', step: { id: 'closure-decision' } });
    for (const outcome of ['approved', 'keep-going', 'to-complete']) {
      expect([outcome, await decide(found, outcome, proposer)]).toEqual([outcome, 'guard-actor']);
    }
    expect(await decide(found, 'approved', { sub: people.supervisor })).toBeUndefined();
  });

  test('when it was proposed in the gap in which the worker suspended the case', async () => {
    const found = await caseAt(world, 'follow-up');
    await complete(world.actor(), found, 'wind-down');
    await settle(world);
    await complete(world.actor(), await world.read(found.caseId), 'propose', proposer);
    await interrupt(world.actor(), found, 'suspend', worker);
    await settle(world);
    await world.actor().resume({ caseId: found.caseId, ...worker, key: undefined });
    await settle(world);
    expect(await decide(found, 'approved', proposer)).toBe('guard-actor');
  });

  test('of somebody who only suspended the case, nothing is refused', async () => {
    const found = await proposed();
    await suspendAndResume(found, proposer);
    await complete(world.actor(), await world.read(found.caseId), 'to-complete', { sub: people.supervisor });
    await settle(world);
    await complete(world.actor(), await world.read(found.caseId), 'propose', worker);
    await settle(world);
    await suspendAndResume(found, proposer);
    expect(await decide(found, 'approved', proposer)).toBeUndefined();
  });

  test('a re-opened case knows of no proposal', async () => {
    const found = await proposed();
    await complete(world.actor(), await world.read(found.caseId), 'approved', { sub: people.supervisor });
    await recover(world);
    await world.actor().reopen({ caseId: found.caseId, ...worker, sent: () => ({}), key: undefined });
    await settle(world);
    expect((await world.read(found.caseId)).proposedBy).toBeUndefined();
  });
});
