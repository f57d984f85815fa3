import { beforeEach, describe, expect, test } from '@jest/globals';
import { Crash, pauseAt, throwAt, type Point } from '../support/protocol/hook.ts';
import { caseAt, complete, recover, settle } from '../support/protocol/play.ts';
import { refusal } from '../support/protocol/refused.ts';
import { faultsOf, stepRecordsOf, stuckness } from '../support/protocol/soundness.ts';
import { openWorld, people, type World } from '../support/protocol/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const key = { hash: 'key-1', fingerprint: 'body-1' };

const expectSound = async (caseId: string, completions: number): Promise<void> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
  // Visit 0 is the referral.
  expect(await stepRecordsOf(world.store, caseId)).toHaveLength(completions + 1);
};

describe('two completions of one step at once', () => {
  const points: readonly Point[] = ['before write', 'before callback'];

  test.each(points)(
    'with the first one %s: one is recorded, the other is told that the case has moved',
    async (point) => {
      const found = await caseAt(world, 'consent');
      const pause = pauseAt(point);
      const first = refusal(complete(world.actor(pause.hook), found, 'agreed'));
      await pause.reached;
      const second = refusal(complete(world.actor(), found, 'agreed', { sub: people.caseworker }));
      const secondAnswer = await second;
      pause.go();
      expect([await first, secondAnswer].filter((code) => code === undefined)).toHaveLength(1);
      expect([await first, secondAnswer].filter((code) => code === 'version-changed')).toHaveLength(1);
      await settle(world);
      await expectSound(found.caseId, 2);
    },
  );

  test('with different outcomes leave the one that was acknowledged', async () => {
    const found = await caseAt(world, 'consent');
    const done = await Promise.all([
      refusal(complete(world.actor(), found, 'agreed')),
      refusal(complete(world.actor(), found, 'declined', { sub: people.caseworker })),
    ]);
    expect(done.filter((code) => code === undefined)).toHaveLength(1);
    await settle(world);
    const { step } = await world.read(found.caseId);
    expect(step.id).toBe(done[0] === undefined ? 'needs-assessment' : 'consent');
    await expectSound(found.caseId, 2);
  });

  test('an activity in between is no reason to refuse a completion', async () => {
    const found = await caseAt(world, 'consent');
    const pause = pauseAt('before write');
    const completing = complete(world.actor(pause.hook), found, 'agreed');
    await pause.reached;
    await world.actor().recordActivity({
      caseId: found.caseId,
      sub: people.caseworker,
      activity: 'urgent-help',
      answers: () => ({ kind: 'food' }),
      key: undefined,
    });
    pause.go();
    await completing;
    await settle(world);
    await expectSound(found.caseId, 2);
  });
});

describe('a completion that dies', () => {
  test.each([
    ['before write', 0],
    ['after write', 1],
    ['before callback', 1],
    ['after callback', 1],
  ] as const)('%s is there %i times, and once when the client repeats it', async (point, times) => {
    const found = await caseAt(world, 'consent');
    await expect(complete(world.actor(throwAt(point)), found, 'agreed', { key }).catch(dies)).resolves.toBeDefined();
    expect(await stepRecordsOf(world.store, found.caseId)).toHaveLength(2 + times);
    const { completed } = await complete(world.actor(), found, 'agreed', { key });
    expect(completed.step).toMatchObject({ id: 'consent', outcome: 'agreed', state: 'completing' });
    await recover(world);
    expect((await world.read(found.caseId)).step.id).toBe('needs-assessment');
    await expectSound(found.caseId, 2);
  });

  // What comes after the transaction is a debt, and its failure is nobody's but the sweep's.
  const dies = (error: unknown): string => {
    if (error instanceof Crash) return 'died';
    throw error;
  };

  test('before the callback is paid by the sweep after 15 seconds, and not before', async () => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(throwAt('before callback')), found, 'agreed');
    world.pass(10_000);
    await world.actor().sweep();
    expect(world.sfn.questions()).toHaveLength(0);
    world.pass(6_000);
    await world.actor().sweep();
    expect(world.sfn.questions()).toMatchObject([{ command: { step: 'needs-assessment' } }]);
    expect((await world.read(found.caseId)).owed).toBeDefined();
    await settle(world);
    await expectSound(found.caseId, 2);
  });

  test('at the last step is closed by the sweep, and close-case clears the last debt', async () => {
    const found = await caseAt(world, 'closure-decision');
    const sub = people.supervisor;
    await complete(world.actor(throwAt('before callback')), found, 'approved', { sub });
    expect(await world.read(found.caseId)).toMatchObject({ status: 'closing', owed: { what: 'callback' } });
    await recover(world);
    expect((await world.read(found.caseId)).status).toBe('closed');
    await expectSound(found.caseId, 7);
  });
});

describe('close-case', () => {
  test.each(['before write', 'after write'] as const)(
    'that dies %s closes the case once when it is called again',
    async (point) => {
      const found = await caseAt(world, 'closure-decision');
      await complete(world.actor(), found, 'approved', { sub: people.supervisor });
      const [ending] = world.sfn.endings();
      const command = { contract: 1 as const, caseId: found.caseId, generation: ending?.generation ?? '', visit: 8 };
      await expect(world.actor(throwAt(point)).closeCase(command)).rejects.toThrow(Crash);
      await settle(world);
      expect((await world.read(found.caseId)).status).toBe('closed');
      await expectSound(found.caseId, 7);
    },
  );

  test('of a case that the record keeps open is refused', async () => {
    const { caseId, generation } = await caseAt(world, 'consent');
    const command = { contract: 1 as const, caseId, generation, visit: 3 };
    await expect(world.actor().closeCase(command)).rejects.toThrow(RangeError);
  });
});

/** What is answered, without the version of the row that it was read from. */
const told = <T extends object>(value: T): T => structuredClone(value);

describe('an idempotency key', () => {
  test('gives the first answer after the case has moved on', async () => {
    const found = await caseAt(world, 'consent');
    const { completed } = await complete(world.actor(), found, 'agreed', { key });
    await settle(world);
    await complete(world.actor(), await world.read(found.caseId), 'done');
    await settle(world);
    expect(told((await complete(world.actor(), found, 'agreed', { key })).completed)).toEqual(told(completed));
    await expectSound(found.caseId, 3);
  });

  test('gives both of two requests at once the same answer', async () => {
    const found = await caseAt(world, 'consent');
    const pause = pauseAt('before write');
    const first = complete(world.actor(pause.hook), found, 'agreed', { key });
    await pause.reached;
    const second = await complete(world.actor(), found, 'agreed', { key });
    pause.go();
    expect(told((await first).completed)).toEqual(told(second.completed));
    await settle(world);
    await expectSound(found.caseId, 2);
  });

  test('is found although the first request was written while the second one read', async () => {
    const found = await caseAt(world, 'consent');
    const pause = pauseAt('during read');
    const second = complete(world.actor(pause.hook, { reads: 'case-last' }), found, 'agreed', { key });
    await pause.reached;
    const { completed } = await complete(world.actor(), found, 'agreed', { key });
    pause.go();
    expect(told((await second).completed)).toEqual(told(completed));
  });

  test('that served for another request is refused, also after the case has moved on', async () => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(), found, 'agreed', { key });
    const other = { ...key, fingerprint: 'body-2' };
    expect(await refusal(complete(world.actor(), found, 'declined', { key: other }))).toBe('key-reused');
    await settle(world);
    expect(await refusal(complete(world.actor(), found, 'declined', { key: other }))).toBe('key-reused');
  });

  test('serves again after seven days', async () => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(), found, 'agreed', { key });
    await settle(world);
    world.pass(7 * 86_400_000);
    const later = await world.read(found.caseId);
    const other = { ...key, fingerprint: 'body-2' };
    expect((await complete(world.actor(), later, 'done', { key: other })).completed.step.id).toBe('needs-assessment');
    await settle(world);
    await expectSound(found.caseId, 3);
  });
});
