import { beforeEach, describe, expect, test } from '@jest/globals';
import { Crash, pauseAt, throwAt } from '../support/protocol/hook.ts';
import { ask, caseAt, complete, recover, refer, settle } from '../support/protocol/play.ts';
import { faultsOf, stuckness } from '../support/protocol/soundness.ts';
import type { Question } from '../support/protocol/step-functions.ts';
import { day, openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const onlyQuestion = (): Question => {
  const [question, ...others] = world.sfn.questions();
  if (!question || others.length > 0) throw new Error('one question was expected');
  return question;
};

/** The function fails, whatever it did: Step Functions asks again with a new token. */
const askAgain = async (question: Question): Promise<Question> => {
  world.sfn.failed(question);
  return Promise.resolve(onlyQuestion());
};

const expectSound = async (caseId: string): Promise<void> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
};

describe('open-step', () => {
  test('that commits and then throws is asked again, and the outcome goes to the new token', async () => {
    const caseId = await refer(world);
    const first = onlyQuestion();
    await expect(ask(world, world.actor(throwAt('after write')), first)).rejects.toThrow(Crash);
    const second = onlyQuestion();
    expect(second.command.token).not.toBe(first.command.token);
    await ask(world, world.actor(), second);
    await complete(world.actor(), await world.read(caseId), 'met-in-person');
    expect(onlyQuestion().command).toMatchObject({ step: 'consent', visit: 2 });
    await settle(world);
    await expectSound(caseId);
  });

  test('a zombie attempt that comes after its retry does not replace the newer token', async () => {
    const caseId = await refer(world);
    const zombie = onlyQuestion();
    const retry = await askAgain(zombie);
    await ask(world, world.actor(), retry);
    await world.actor().openStep(zombie.command);
    await complete(world.actor(), await world.read(caseId), 'met-in-person');
    expect(onlyQuestion().command.step).toBe('consent');
  });

  test('a zombie attempt that read before its retry wrote does not replace the newer token', async () => {
    const { caseId } = await caseAt(world, 'consent');
    const [name = ''] = world.sfn.running();
    world.sfn.stop(name);
    world.sfn.redrive(name);
    const zombie = onlyQuestion();
    const pause = pauseAt('before write');
    const late = world.actor(pause.hook).openStep(zombie.command);
    await pause.reached;
    await ask(world, world.actor(), await askAgain(zombie));
    pause.go();
    await late;
    await complete(world.actor(), await world.read(caseId), 'agreed');
    expect(onlyQuestion().command.step).toBe('needs-assessment');
  });

  test('a success that arrives before it has returned is accepted, and its return changes nothing', async () => {
    const caseId = await refer(world);
    const pause = pauseAt('after write');
    const asking = ask(world, world.actor(pause.hook), onlyQuestion());
    await pause.reached;
    await complete(world.actor(), await world.read(caseId), 'met-in-person');
    expect(onlyQuestion().command).toMatchObject({ step: 'consent', visit: 2 });
    pause.go();
    await asking;
    expect((await world.read(caseId)).step).toMatchObject({ id: 'referral', state: 'completing' });
    await settle(world);
    expect((await world.read(caseId)).step).toMatchObject({ id: 'consent', visit: 2, state: 'open' });
    await expectSound(caseId);
  });

  test('pays the outcome of a visit that was completed while its token was dead', async () => {
    const found = await caseAt(world, 'consent');
    const [name = ''] = world.sfn.running();
    world.sfn.stop(name, 'failed');
    await complete(world.actor(), found, 'agreed');
    expect((await world.read(found.caseId)).owed?.what).toBe('callback');
    world.sfn.redrive(name);
    await settle(world);
    expect((await world.read(found.caseId)).step).toMatchObject({ id: 'needs-assessment', visit: 3, state: 'open' });
    await expectSound(found.caseId);
  });

  test('that pays and dies before the callback pays when it is asked again', async () => {
    const found = await caseAt(world, 'consent');
    const [name = ''] = world.sfn.running();
    world.sfn.stop(name, 'failed');
    await complete(world.actor(), found, 'agreed');
    world.sfn.redrive(name);
    await expect(ask(world, world.actor(throwAt('before callback')), onlyQuestion())).rejects.toThrow(Crash);
    await settle(world);
    expect((await world.read(found.caseId)).step.id).toBe('needs-assessment');
  });

  test('asked twice at the same time opens one visit', async () => {
    const caseId = await refer(world);
    const { command } = onlyQuestion();
    await Promise.all([world.actor().openStep(command), world.actor().openStep(command)]);
    const found = await world.read(caseId);
    expect(found.step).toMatchObject({ visit: 1, state: 'open' });
    expect(await faultsOf(world.store, found, [])).toEqual([]);
  });

  test('that finds its step open does not take back a completion that came in between', async () => {
    const found = await caseAt(world, 'consent');
    const [name = ''] = world.sfn.running();
    world.sfn.stop(name, 'failed');
    world.sfn.redrive(name);
    const pause = pauseAt('before write');
    const asking = ask(world, world.actor(pause.hook), onlyQuestion());
    await pause.reached;
    await complete(world.actor(), found, 'agreed');
    pause.go();
    await asking;
    await settle(world);
    expect((await world.read(found.caseId)).step.id).toBe('needs-assessment');
    await expectSound(found.caseId);
  });

  test('for a visit that is over touches nothing', async () => {
    const caseId = await refer(world);
    const early = onlyQuestion();
    await settle(world);
    await complete(world.actor(), await world.read(caseId), 'met-in-person');
    await settle(world);
    const before = await world.store.readForExecution(caseId);
    await world.actor().openStep(early.command);
    expect(await world.store.readForExecution(caseId)).toEqual(before);
  });

  test('that the record does not lead to is refused, and touches nothing', async () => {
    const found = await caseAt(world, 'consent');
    const before = await world.store.readForExecution(found.caseId);
    const wrong = { ...before.callback, contract: 1 as const, step: 'closure', visit: 9 };
    const command = { token: 'x', order: { redrive: 0, entered: '', retry: 0 }, ...wrong };
    await expect(
      world.actor().openStep({ ...command, caseId: found.caseId, generation: found.generation }),
    ).rejects.toThrow(RangeError);
    expect(await world.store.readForExecution(found.caseId)).toEqual(before);
  });
});

describe('an execution of an old generation', () => {
  const renewed = async () => {
    const found = await caseAt(world, 'consent');
    const [old = ''] = world.sfn.running();
    const next = await world.actor().renew(found, { cause: 'administrator', actor: people.administrator });
    return { found, old, next };
  };

  test('is told that it is superseded by the first question of the new one', async () => {
    const { old, next } = await renewed();
    await settle(world);
    expect(world.sfn.statusOf(old)).toBe('succeeded');
    expect(world.sfn.running()).toEqual([`${next.caseId}-${next.generation}`]);
    expect((await world.read(next.caseId)).step).toMatchObject({ id: 'consent', visit: 2, state: 'open' });
    await expectSound(next.caseId);
  });

  test('is told so even when the clock of the machine that began the new one is behind', async () => {
    const before = await caseAt(world, 'consent');
    world.pass(-day);
    const next = await world.actor().renew(before, { cause: 'administrator', actor: people.administrator });
    await settle(world);
    expect(world.sfn.running()).toEqual([`${next.caseId}-${next.generation}`]);
  });

  test('that asks late is superseded and touches nothing', async () => {
    const { old, next } = await renewed();
    world.sfn.stop(old);
    await settle(world);
    const before = await world.store.readForExecution(next.caseId);
    world.sfn.redrive(old);
    await settle(world);
    expect(world.sfn.statusOf(old)).toBe('succeeded');
    expect(await world.store.readForExecution(next.caseId)).toEqual(before);
  });

  test('that comes to its end does not close the case', async () => {
    const { found, next } = await renewed();
    await world.actor().closeCase({ contract: 1, caseId: found.caseId, generation: found.generation, visit: 3 });
    await settle(world);
    expect(await world.read(next.caseId)).toMatchObject({ status: 'open', generation: next.generation });
  });

  test('whose question was decided on an older record than its token does not end the new one', async () => {
    const found = await caseAt(world, 'consent');
    const [old = ''] = world.sfn.running();
    world.sfn.stop(old);
    world.sfn.redrive(old);
    const question = onlyQuestion();
    const pause = pauseAt('during read');
    const late = world.actor(pause.hook, { reads: 'case-first' }).openStep(question.command);
    await pause.reached;
    world.pass(day);
    const next = await world.actor().renew(found, { cause: 'administrator', actor: people.administrator });
    const [news] = world.sfn.questions().filter(({ execution }) => execution !== old);
    if (!news) throw new Error('the new generation asks nothing');
    await ask(world, world.actor(), news);
    pause.go();
    await late;
    expect(world.sfn.statusOf(news.execution)).toBe('running');
    await recover(world);
    expect(world.sfn.running()).toEqual([`${next.caseId}-${next.generation}`]);
    await expectSound(next.caseId);
  });
});
