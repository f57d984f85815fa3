import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandsOver } from '../../support/commands.ts';
import { executionOf, historyOf } from '../../support/executions.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt, complete, stepIds } from '../../support/walk.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** The commands over the real store, and the names of the AWS calls that they make. */
const counted = async () => {
  const calls: string[] = [];
  const told = (call: string): void => {
    calls.push(call);
  };
  const sfn = new SFNClient(system.runtime.awsClientConfig());
  sfn.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        told(String(commandName));
        return next(args);
      },
    { step: 'build' },
  );
  return { calls, ...(await commandsOver(system, sfn, told)) };
};

describe('one advance', () => {
  test('takes at most two state transitions', async () => {
    const found = await caseAt(system, 'closure-decision');
    await complete(await system.as('supervisor@est'), found, 'approved');
    await system.runtime.clock.idle();
    const client = system.executions();
    const events = await historyOf(client, await executionOf(client, found.caseId));
    const entered = events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
    const steps: readonly string[] = stepIds;
    const waits = entered.flatMap((name, at) => (steps.includes(name) ? [at] : []));
    expect(waits).toHaveLength(8);
    expect(waits.slice(1).map((at, index) => at - (waits[index] ?? 0))).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });

  test('has its caller wait for at most three AWS calls', async () => {
    const found = await caseAt(system, 'referral');
    const { calls, complete: run } = await counted();
    await run({
      caseId: found.caseId,
      sub: subOf('coordinator@est'),
      version: found.version,
      sent: () => ({ outcome: 'accepted', answers: { intensity: 'regular', responsible: subOf('caseworker@est') } }),
      key: { hash: 'hash', fingerprint: 'fingerprint' },
    });
    expect(calls).toEqual(['BatchGetItemCommand', 'TransactWriteItemsCommand', 'SendTaskSuccessCommand']);
  });

  test('is asked for again, as after a redrive, with one read and one transaction', async () => {
    const found = await caseAt(system, 'consent');
    const { calls, store, open } = await counted();
    const { found: kept, callback } = await store.readForExecution(found.caseId);
    if (!kept || !callback) throw new Error('nothing kept');
    calls.length = 0;
    const { caseId, generation, step } = kept;
    const order = { ...callback.order, redrive: callback.order.redrive + 1 };
    await open({ contract: 1, caseId, generation, step: step.id, visit: step.visit, token: callback.token, order });
    expect(calls).toEqual(['BatchGetItemCommand', 'TransactWriteItemsCommand']);
  });
});
