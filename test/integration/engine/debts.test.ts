import {
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { personSchema } from '../../../shared/domain/person.ts';
import { commandsOver } from '../../support/commands.ts';
import { allExecutions } from '../../support/executions.ts';
import { pageIn, type Session } from '../../support/session.ts';
import { plainRequest, startSystem, subOf, zed, type System } from '../../support/system.ts';
import { look } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
});
afterAll(() => system.stop());

const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
const facts = { message: 'no', $metadata: {} };

const failures = [
  ['throttles', throttled],
  ['says that the task timed out', new TaskTimedOut(facts)],
  ['says that the task does not exist', new TaskDoesNotExist(facts)],
  ['says that the token is invalid', new InvalidToken(facts)],
] as const;

/** A completion of the first step whose callback AWS refuses. */
const completeWithout = async (failure: Error) => {
  const found = await system.refer();
  const client = new SFNClient({ region: 'ca-central-1' });
  const refused = mockClient(client).on(SendTaskSuccessCommand).rejects(failure);
  const { complete } = await commandsOver(system, client);
  await complete({
    caseId: found.caseId,
    sub: subOf('coordinator@est'),
    version: found.version,
    sent: () => ({ outcome: 'accepted', answers: { intensity: 'regular', responsible: subOf('caseworker@est') } }),
    key: undefined,
  });
  expect(refused.calls()).toHaveLength(1);
  return found;
};

describe('a callback', () => {
  test.each(failures)('that fails because AWS %s is a debt, and the sweep pays it', async (_why, failure) => {
    const found = await completeWithout(failure);
    await system.runtime.clock.idle();
    expect((await look(coordinator, found)).step).toMatchObject({ id: 'referral', state: 'completing' });
    await system.advanceClock('PT2M');
    expect((await look(coordinator, found)).step).toMatchObject({ id: 'first-contact', state: 'open', visit: 2 });
    const { items } = (await coordinator.get(`/v1/cases/${found.caseId}/timeline`)).body as {
      items: { type: string }[];
    };
    expect(items.filter(({ type }) => type === 'step-completed')).toHaveLength(1);
  });
});

describe('a start', () => {
  test('that fails is a debt, and the sweep pays it, once', async () => {
    const client = new SFNClient({ region: 'ca-central-1' });
    const refused = mockClient(client).on(StartExecutionCommand).rejects(throttled);
    const { receive } = await commandsOver(system, client);
    const before = await allExecutions(system.executions());
    const sub = subOf('referrer@nord');
    const receipt = await receive({
      sub,
      sent: () => ({ person: personSchema.parse(zed), request: plainRequest }),
      key: undefined,
    });
    expect(receipt.receiptId).toBeDefined();
    expect(refused.calls()).toHaveLength(1);
    const nord = await system.as('coordinator@nord');
    const [starting] = pageIn(await nord.get('/v1/cases')).items;
    expect(starting).toMatchObject({ status: 'starting', step: { state: 'opening' } });
    await system.advanceClock('PT2M');
    const [open] = pageIn(await nord.get('/v1/cases')).items;
    expect(open).toMatchObject({ status: 'open', step: { id: 'referral', state: 'open' } });
    expect(await allExecutions(system.executions())).toHaveLength(before.length + 1);
  });
});
