import { TransactionCanceledException, TransactWriteItemsCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionLimitExceeded,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { tries } from '../../shared/aws/pause.ts';
import { makeInterruptCase } from '../../shared/cases/interrupt-case.ts';
import { makeCallbacks } from '../../shared/conductor/callbacks.ts';
import { makeExecutions } from '../../shared/conductor/executions.ts';
import { makeStarts } from '../../shared/conductor/starts.ts';
import { makeIds } from '../../shared/handler/ids.ts';
import { pathwayOf } from '../../workflows/catalogue.ts';
import { caseAt, complete, recover, refer, settle } from '../support/protocol/play.ts';
import { refusal } from '../support/protocol/refused.ts';
import { faultsOf, stepRecordsOf, stuckness } from '../support/protocol/soundness.ts';
import { openWorld, people, type World } from '../support/protocol/world.ts';
import { usualCalendars } from '../support/calendars.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });
const said = { message: 'no', $metadata: {} };
const machines = { 'pivot-v1': 'arn:aws:states:ca-central-1:000000000000:stateMachine:pivot-v1:live' };
const key = { hash: 'key', fingerprint: 'body' };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

/** Callbacks whose every SendTaskSuccess fails so. */
const failingCallbacks = (error: Error) => {
  const client = new SFNClient({});
  mockClient(client).on(SendTaskSuccessCommand).rejects(error);
  return makeCallbacks({ client });
};

const failingStarts = (error: Error) => {
  const client = new SFNClient({});
  mockClient(client).on(StartExecutionCommand).rejects(error);
  return makeStarts({ client, machines });
};

type Send = (input: TransactWriteItemsCommand['input']) => Promise<unknown>;

/** The world's own client, whose first transactions go as the test says. */
const writing = (...fates: readonly ((send: Send) => Send)[]): DynamoDBClient => {
  const client = world.newClient();
  const passOn: Send = (input) => world.newClient().send(new TransactWriteItemsCommand(input));
  let count = 0;
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  const fated = (command: object): Promise<unknown> => {
    if (!(command instanceof TransactWriteItemsCommand)) return send(command);
    const fate = fates[count] ?? ((as: Send) => as);
    count += 1;
    return fate(passOn)(command.input);
  };
  return Object.assign(client, { send: fated });
};

const cancelled =
  (reasonOf: (name: string) => string) =>
  (): Send =>
  async ({ TransactItems = [] }) => {
    const CancellationReasons = TransactItems.map(({ Put, ConditionCheck }) => ({
      Code: reasonOf(ConditionCheck ? 'check' : String(Put?.Item?.['kind']?.S)),
    }));
    return Promise.reject(new TransactionCanceledException({ ...said, CancellationReasons }));
  };

const lostAnswer =
  (send: Send): Send =>
  async (input) => {
    await send(input);
    throw named('TimeoutError');
  };

const unsent = (): Send => async () => Promise.reject(named('ProvisionedThroughputExceededException'));

const expectSound = async (caseId: string, completions: number): Promise<void> => {
  const found = await world.read(caseId);
  expect(await faultsOf(world.store, found, [])).toEqual([]);
  expect(stuckness(found)).toEqual([]);
  expect(await stepRecordsOf(world.store, caseId)).toHaveLength(completions + 1);
};

describe('SendTaskSuccess', () => {
  const answers = [
    new TaskTimedOut(said),
    new TaskDoesNotExist(said),
    new InvalidToken(said),
    named('ThrottlingException'),
    named('TimeoutError'),
    named('AccessDeniedException'),
  ];

  test.each(answers)(
    'that fails with $name leaves the completion acknowledged and the debt on the case',
    async (error) => {
      const found = await caseAt(world, 'consent');
      const actor = world.actor(undefined, { callbacks: failingCallbacks(error) });
      const { completed } = await complete(actor, found, 'agreed');
      expect(completed.step.state).toBe('completing');
      world.pass(20_000);
      await actor.sweep();
      expect((await world.read(found.caseId)).owed).toEqual(completed.owed);
      await recover(world);
      await expectSound(found.caseId, 2);
    },
  );

  test.each([new TaskTimedOut(said), new TaskDoesNotExist(said), new InvalidToken(said)])(
    'that is answered $name says nothing about the execution',
    async (error) => {
      await expect(failingCallbacks(error).callBack('token', { outcome: 'agreed' })).resolves.toBe('unknown');
    },
  );

  test('that is throttled while open-step pays fails the attempt, and the next one pays', async () => {
    const found = await caseAt(world, 'consent');
    const [name = ''] = world.sfn.running();
    world.sfn.stop(name, 'failed');
    await complete(world.actor(), found, 'agreed');
    world.sfn.redrive(name);
    const actor = world.actor(undefined, { callbacks: failingCallbacks(named('ThrottlingException')) });
    await expect(settle(world, actor)).rejects.toThrow('ThrottlingException');
    await settle(world);
    await expectSound(found.caseId, 2);
  });
});

describe('StartExecution', () => {
  test.each([named('ThrottlingException'), new ExecutionLimitExceeded(said), named('TimeoutError')])(
    'that fails with $name leaves the referral received and the start owed',
    async (error) => {
      const caseId = await refer(world, world.actor(undefined, { starts: failingStarts(error) }));
      expect(await world.read(caseId)).toMatchObject({ status: 'starting', owed: { what: 'start' } });
      await recover(world);
      await expectSound(caseId, 0);
    },
  );

  test('of a name that served before is done already', async () => {
    const { start } = failingStarts(new ExecutionAlreadyExists(said));
    const wanted = { machine: 'pivot-v1', caseId: 'c', generation: 'g', visit: 1, resumeAt: 'referral' };
    await expect(start(wanted)).resolves.toBeUndefined();
  });

  test('sends the same bytes however often', async () => {
    const client = new SFNClient({});
    const sent = mockClient(client);
    const { start } = makeStarts({ client, machines });
    const wanted = { machine: 'pivot-v1', caseId: 'c', generation: 'g', visit: 1, resumeAt: 'referral' };
    await start(wanted);
    await start({ ...wanted });
    const [first, second] = sent.commandCalls(StartExecutionCommand).map(({ args: [command] }) => command.input);
    expect(first?.name).toBe('c-g');
    expect(second).toEqual(first);
  });
});

describe('DescribeExecution', () => {
  test.each([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['FAILED', 'ended'],
    ['ABORTED', 'ended'],
    ['TIMED_OUT', 'ended'],
    ['SUCCEEDED', 'ended'],
  ] as const)('%s stands for %s', async (status, standing) => {
    const client = new SFNClient({});
    mockClient(client).on(DescribeExecutionCommand).resolves({ status });
    const executions = makeExecutions({ client, machines });
    await expect(executions.standing({ machine: 'pivot-v1', name: 'c-g' })).resolves.toBe(standing);
  });

  test('of an execution that never was says so', async () => {
    const client = new SFNClient({});
    mockClient(client).on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(said));
    const executions = makeExecutions({ client, machines });
    await expect(executions.standing({ machine: 'pivot-v1', name: 'c-g' })).resolves.toBe('absent');
  });
});

describe('a transaction', () => {
  const conflict = cancelled((name) => (name === 'case' ? 'TransactionConflict' : 'None'));

  test('that meets another one is tried again', async () => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(undefined, { client: writing(conflict, conflict) }), found, 'agreed');
    await settle(world);
    await expectSound(found.caseId, 2);
  });

  test('that meets another one at a colleague is tried again, and does not say that there is no such colleague', async () => {
    const found = await caseAt(world, 'referral');
    const busy = cancelled((name) => (name === 'check' ? 'TransactionConflict' : 'None'));
    await complete(world.actor(undefined, { client: writing(busy) }), found, 'accepted');
    await settle(world);
    await expectSound(found.caseId, 1);
  });

  test('that always meets others is given up with a word, and nothing is written', async () => {
    const found = await caseAt(world, 'consent');
    const actor = world.actor(undefined, { client: writing(...Array.from({ length: 8 }, () => conflict)) });
    expect(await refusal(complete(actor, found, 'agreed'))).toBe('busy');
    expect(await world.read(found.caseId)).toEqual(found);
  });

  const noRoom = ['ThrottlingError', 'ProvisionedThroughputExceeded'].map((code) => cancelled(() => code));

  test.each(noRoom)('for which there was no room for a moment goes through (%#)', async (fate) => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(undefined, { client: writing(fate, fate) }), found, 'agreed', { key });
    await settle(world);
    await expectSound(found.caseId, 2);
  });

  test.each([[unsent], ...noRoom.map((fate) => Array.from({ length: tries }, () => fate))])(
    'for which there is no room writes nothing, and can be repeated (%#)',
    async (...fates) => {
      const found = await caseAt(world, 'consent');
      const attempt = complete(world.actor(undefined, { client: writing(...fates) }), found, 'agreed', { key });
      await expect(attempt).rejects.toThrow(/busy|ProvisionedThroughputExceeded/);
      expect(await world.read(found.caseId)).toEqual(found);
      await complete(world.actor(), found, 'agreed', { key });
      await settle(world);
      await expectSound(found.caseId, 2);
    },
  );

  test('whose answer is lost was carried out: the same key gets its answer, another one learns that the case has moved', async () => {
    const found = await caseAt(world, 'consent');
    const actor = world.actor(undefined, { client: writing(lostAnswer) });
    await expect(complete(actor, found, 'agreed', { key })).rejects.toThrow('TimeoutError');
    const other = { ...key, hash: 'other' };
    expect(await refusal(complete(world.actor(), found, 'agreed', { key: other }))).toBe('version-changed');
    expect((await complete(world.actor(), found, 'agreed', { key })).completed.step.outcome).toBe('agreed');
    await recover(world);
    await expectSound(found.caseId, 2);
  });

  test.each([lostAnswer, unsent, conflict])('of open-step may fail in any way (%#)', async (fate) => {
    const found = await caseAt(world, 'consent');
    await complete(world.actor(), found, 'agreed');
    await settle(world, world.actor(undefined, { client: writing(fate) })).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Error);
    });
    await settle(world);
    await expectSound(found.caseId, 2);
  });
});

describe('keys out of reach', () => {
  const unreachable = { seal: () => Promise.reject(named('KMSInternalException')) };

  test('do not stand between a youth and their withdrawal', async () => {
    const found = await caseAt(world, 'needs-assessment');
    const { store, team, notices, clock, sfn } = world;
    const { interrupt } = makeInterruptCase({
      store,
      team,
      notices,
      vault: unreachable,
      callbacks: sfn,
      clock,
      ids: makeIds(),
      calendars: usualCalendars,
      pathwayOf,
    });
    const command = { caseId: found.caseId, sub: people.coordinator, key: undefined, interruption: 'withdraw' };
    const { completed } = await interrupt({ ...command, answers: () => ({}) });
    expect(completed.status).toBe('closing');
    expect(completed.consents).toMatchObject({ S2: 'withdrawn' });
  });
});
