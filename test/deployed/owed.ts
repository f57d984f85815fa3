import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../../shared/domain/case/case.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { executionOf } from '../support/executions.ts';
import { writeDueTimer } from '../support/late-contact.ts';
import { messageTo, tell } from '../support/messages/told.ts';
import type { System } from '../support/system.ts';

/** What sweeps and events have to see to. */
export type Owed = {
  /** Its execution was stopped. */
  readonly stopped: Case;
  /** Something of it is due. */
  readonly dueCaseId: string;
  /** When the supervisor is to be told of something, who does not read it meanwhile: then nothing would be sent. */
  readonly tellAt: string;
};

/** Milliseconds until which all must have been seen to: schedules fire each minute, and a function starts in a moment. */
const patienceMs = 150_000;

const storeOf = (system: System) =>
  makeCaseStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey }));

const recordOf = async (system: System, caseId: string): Promise<Case> => {
  const { found } = await storeOf(system).readForExecution(caseId);
  if (!found) throw new Error(`there is no case ${caseId}`);
  return found;
};

const until = async (isSo: () => Promise<boolean>, deadline: number): Promise<boolean> => {
  while (!(await isSo())) {
    if (performance.now() > deadline) return false;
    await sleep(500);
  }
  return true;
};

/** The end of an execution was noted; nobody waits here for the minute after which a new one is begun. */
const noteLongAgo = async (system: System, caseId: string): Promise<void> => {
  const store = storeOf(system);
  const isNoted = async (): Promise<boolean> => (await recordOf(system, caseId)).owed !== undefined;
  if (!(await until(isNoted, performance.now() + patienceMs / 4))) throw new Error('the end was not noted');
  const found = await recordOf(system, caseId);
  const since = new Date(Date.now() - 5 * 60_000).toISOString();
  await store.write([store.puts.changedCase({ ...found, owed: { what: 'callback', since } }, found)]);
};

/** Makes a debt, something due and a message to be sent. */
export const makeOwed = async (system: System): Promise<Owed> => {
  const { caseId: dueCaseId } = await system.refer();
  await writeDueTimer(system, dueCaseId);
  const tellAt = await tell(system, 'supervisor@est');
  const { caseId } = await system.refer();
  const stopped = await recordOf(system, caseId);
  const executionArn = await executionOf(system.executions(), caseId);
  await system.executions().send(new StopExecutionCommand({ executionArn }));
  await noteLongAgo(system, caseId);
  return { stopped, dueCaseId, tellAt };
};

/** Waits until all of it has been seen to, and answers with what has not. */
export const settled = async (system: System, { stopped, dueCaseId, tellAt }: Owed): Promise<readonly string[]> => {
  const checks: Readonly<Record<string, () => Promise<boolean>>> = {
    'a new execution was begun': async () => {
      const { generation, owed, step } = await recordOf(system, stopped.caseId);
      return generation !== stopped.generation && owed === undefined && step.state === 'open';
    },
    'the rung was recorded': async () => {
      const Key = { pk: `CASE#${dueCaseId}`, sk: 'RUNG#age#000001#due' };
      const { Item } = await system.documents().send(new GetCommand({ TableName: system.recordTable, Key }));
      return Item !== undefined;
    },
    'the message was delivered': async () => (await messageTo(system, 'supervisor@est', tellAt))?.state === 'delivered',
  };
  const deadline = performance.now() + patienceMs;
  const done = await Promise.all(
    Object.entries(checks).map(async ([what, isSo]) => ((await until(isSo, deadline)) ? [] : [`not: ${what}`])),
  );
  return done.flat();
};
