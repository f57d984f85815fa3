import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Case } from '../../shared/domain/case/case.ts';
import { makeCaseStore, type CaseStore } from '../../shared/store/case-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { disagreements } from '../support/protocol/pathway-model.ts';
import { eventsOf, faultsOf, stuckness } from '../support/protocol/soundness.ts';
import { startSystem, type System } from '../support/system.ts';
import { caseAt, complete } from '../support/walk.ts';

let system: System;
let store: CaseStore;
let sfn: SFNClient;
let machineArn: string;

beforeAll(async () => {
  system = await startSystem();
  store = makeCaseStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable }));
  sfn = system.executions();
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
  machineArn = stateMachines[0]?.stateMachineArn ?? '';
}, 60_000);
afterAll(async () => {
  await system.stop();
}, 60_000);

const read = async ({ caseId }: { readonly caseId: string }): Promise<Case> => {
  const [found] = await store.readCases([caseId]);
  if (!found) throw new Error('no such case');
  return found;
};

const arnOf = ({ caseId, generation }: Case): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${caseId}-${generation}`;

const statusOf = async (found: Case) =>
  (await sfn.send(new DescribeExecutionCommand({ executionArn: arnOf(found) }))).status;

const stop = async (found: Case): Promise<void> => {
  await sfn.send(new StopExecutionCommand({ executionArn: arnOf(found) }));
};

const expectSound = async (found: Case): Promise<void> => {
  expect(await faultsOf(store, found, [])).toEqual([]);
  expect(disagreements(await eventsOf(store, found.caseId), found)).toEqual([]);
  expect(stuckness(found)).toEqual([]);
};

describe('on the embedded runtime', () => {
  test('an execution that is stopped is noted by its event, and the case goes on in a new generation', async () => {
    const before = await read(await caseAt(system, 'consent'));
    await stop(before);
    await system.runtime.clock.idle();
    expect((await read(before)).owed?.what).toBe('callback');
    await system.advanceClock('PT3M');
    const renewed = await read(before);
    expect(renewed).toMatchObject({ step: before.step, renewals: 1 });
    expect(renewed.generation).not.toBe(before.generation);
    expect(await statusOf(renewed)).toBe('RUNNING');
    const coordinator = await system.as('coordinator@est');
    expect((await complete(coordinator, before, 'agreed')).step.id).toBe('needs-assessment');
    await expectSound(await read(before));
  }, 60_000);

  test('an execution of an old generation that is redriven is superseded and touches nothing', async () => {
    const before = await read(await caseAt(system, 'consent'));
    await stop(before);
    await system.advanceClock('PT3M');
    const renewed = await read(before);
    await sfn.send(new RedriveExecutionCommand({ executionArn: arnOf(before) }));
    await system.advanceClock('PT1M');
    expect(await statusOf(before)).toBe('SUCCEEDED');
    expect(await read(before)).toEqual(renewed);
    await expectSound(renewed);
  }, 60_000);

  test('an execution that ends three times in a row is left to an administrator, who resumes it', async () => {
    const before = await read(await caseAt(system, 'consent'));
    for (let n = 0; n < 5; n += 1) {
      const found = await read(before);
      if ((await statusOf(found)) === 'RUNNING') await stop(found);
      await system.advanceClock('PT3M');
    }
    expect(await read(before)).toMatchObject({ renewals: 3, owed: { what: 'callback' } });
    const administrator = await system.as('administrator@est');
    const answer = await administrator.post(`/v1/admin/executions/${before.caseId}/redrive`, {
      reason: 'stuck',
    });
    expect(answer.status).toBe(202);
    await system.advanceClock('PT1M');
    await expectSound(await read(before));
  }, 60_000);

  test('the same start again is accepted, and begins nothing', async () => {
    const found = await read(await caseAt(system, 'consent'));
    const { input } = await sfn.send(new DescribeExecutionCommand({ executionArn: arnOf(found) }));
    const name = `${found.caseId}-${found.generation}`;
    await sfn.send(new StartExecutionCommand({ stateMachineArn: `${machineArn}:live`, name, input }));
    await system.runtime.clock.idle();
    const { executions = [] } = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'RUNNING', maxResults: 100 }),
    );
    expect(executions.filter((one) => one.name === name)).toHaveLength(1);
    await expectSound(await read(found));
  }, 60_000);

  test('at 300 days the case goes on in a new generation, its visit as it was, and the old execution ends well', async () => {
    const before = await read(await caseAt(system, 'follow-up'));
    await system.advanceClock('P301D');
    const rolled = await read(before);
    expect(rolled).toMatchObject({ step: before.step, version: before.version, status: 'open' });
    expect(rolled.generation > before.generation).toBe(true);
    expect(await statusOf(before)).toBe('SUCCEEDED');
    expect(await statusOf(rolled)).toBe('RUNNING');
    await expectSound(rolled);
  }, 60_000);
});
