import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { routes } from '../../../shared/api/routes.ts';
import { messageKeyOf } from '../../../shared/messages/message-key.ts';
import { messageTag } from '../../../shared/messages/ses-channel.ts';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { openTables } from '../../support/audit/tables.ts';
import { ask } from '../../support/iam/ask.ts';
import { everyGrantIsNeeded, type Exercise, type Invoke, type Stage } from '../../support/iam/every-grant.ts';
import { executionOf } from '../../support/executions.ts';
import { mailbox, messageTo, tell } from '../../support/messages/told.ts';
import { writeDueTimer } from '../../support/late-contact.ts';
import { pageIn } from '../../support/session.ts';
import { plainRequest, subOf, zed, type System } from '../../support/system.ts';
import { actionOf } from '../../support/walk.ts';

const coordinator = 'coordinator@est';

const rowSchema = z.object({
  generation: z.string(),
  status: z.string(),
  owed: z.object({ what: z.string() }).optional(),
  step: z.object({ id: z.string(), visit: z.int(), state: z.string() }),
});

/** A case as it stands in the record. */
const recordOf = async (system: System, caseId: string) => {
  const Key = { pk: `CASE#${caseId}`, sk: 'CASE' };
  const { Item } = await system.documents().send(new GetCommand({ TableName: system.recordTable, Key }));
  return rowSchema.parse(Item);
};

/** Invokes, lets what follows happen, and answers with what went wrong in the function itself. */
const failureOf = async ({ system }: Stage, invoke: Invoke, event: object): Promise<string | undefined> => {
  const outcome = await invoke(event);
  await system.runtime.clock.idle();
  return outcome.ok ? undefined : outcome.error.errorType;
};

/** A new case whose first step is completed with this outcome, and whose execution was not told. */
const untold = async ({ system, without }: Stage, outcome: string): Promise<CaseView> => {
  const found = await system.refer();
  const invoke = without('http/completion', /SendTaskSuccess/);
  const failure = await ask(invoke, coordinator, routes.completeStep, 202, {
    params: { caseId: found.caseId },
    body: actionOf(found, outcome).example,
    headers: { 'if-match': `"${found.version}"` },
  });
  if (failure !== undefined) throw new Error(failure);
  return found;
};

const question = { contract: 1, step: 'referral', visit: 1, token: 'a'.repeat(64) };
const lateOrder = { redrive: 0, entered: '9999', retry: 0 };

const askingAgain: Exercise = async (stage) => {
  const { caseId } = await stage.system.refer();
  const { generation } = await recordOf(stage.system, caseId);
  return failureOf(stage, stage.invoke, { ...question, caseId, generation, order: lateOrder });
};

const askingTooLate: Exercise = async (stage) => {
  const { caseId } = await stage.system.refer();
  return failureOf(stage, stage.invoke, { ...question, caseId, generation: 'an-older-one', order: lateOrder });
};

const closing: Exercise = async (stage) => {
  const { caseId } = await untold(stage, 'not-retained');
  const { generation, step } = await recordOf(stage.system, caseId);
  return failureOf(stage, stage.invoke, { contract: 1, caseId, generation, visit: step.visit });
};

const noting: Exercise = async (stage) => {
  const { caseId } = await stage.system.refer();
  const { generation } = await recordOf(stage.system, caseId);
  const detail = { name: `${caseId}-${generation}`, status: 'FAILED' };
  return failureOf(stage, stage.invoke, { detail });
};

const sweepAfter = async (stage: Stage, seconds: number): Promise<string | undefined> => {
  await stage.system.advanceClock(`PT${seconds}S`);
  return failureOf(stage, stage.invoke, {});
};

const payingCallbacks: Exercise = async (stage) => {
  const { caseId } = await untold(stage, 'accepted');
  const failure = await sweepAfter(stage, 20);
  const { step } = await recordOf(stage.system, caseId);
  return failure ?? (step.id === 'referral' ? 'the callback is still owed' : undefined);
};

const payingStarts: Exercise = async (stage) => {
  const { system, without } = stage;
  const session = await system.as(coordinator);
  const startingCases = async () =>
    pageIn(await session.get('/v1/cases?limit=100')).items.flatMap(({ caseId, status }) =>
      status === 'starting' ? [caseId] : [],
    );
  const before = await startingCases();
  const body = { person: zed, request: plainRequest };
  await ask(without('http/referrals', /StartExecution/), 'referrer@est', routes.sendReferral, 202, { body });
  const failure = await sweepAfter(stage, 20);
  return failure ?? ((await startingCases()).length > before.length ? 'the start is still owed' : undefined);
};

const renewing: Exercise = async (stage) => {
  const { system } = stage;
  const { caseId } = await system.refer();
  const { generation } = await recordOf(system, caseId);
  const executionArn = await executionOf(system.executions(), caseId);
  await system.executions().send(new StopExecutionCommand({ executionArn }));
  const failure = await sweepAfter(stage, 70);
  const after = await recordOf(system, caseId);
  return failure ?? (after.generation === generation ? 'the ended execution was not followed by another' : undefined);
};

const ringing: Exercise = async (stage) => {
  const { caseId } = await stage.system.refer();
  await writeDueTimer(stage.system, caseId);
  const failure = await failureOf(stage, stage.invoke, {});
  const Key = { pk: `CASE#${caseId}`, sk: 'RUNG#age#000001#due' };
  const { Item } = await stage.system.documents().send(new GetCommand({ TableName: stage.system.recordTable, Key }));
  return failure ?? (Item ? undefined : 'the rung was not recorded');
};

const sending: Exercise = async (stage) => {
  const { system } = stage;
  const before = (await mailbox(system)).length;
  await tell(system, 'caseworker@est');
  const failure = await failureOf(stage, stage.invoke, {});
  return failure ?? ((await mailbox(system)).length === before ? 'nothing was sent' : undefined);
};

/** A message that was claimed too often by sweeps that died. */
const givingUp: Exercise = async (stage) => {
  const { system } = stage;
  const tellAt = await tell(system, 'supervisor@est', undefined, { attempts: 6 });
  const failure = await failureOf(stage, stage.invoke, {});
  const { state } = (await messageTo(system, 'supervisor@est', tellAt)) ?? {};
  return failure ?? (state === 'failed' ? undefined : 'nothing was given up');
};

const returning: Exercise = async (stage) => {
  const { system } = stage;
  const tellAt = await tell(system, 'supervisor@est', undefined, { state: 'handed-over' });
  const key = messageKeyOf({ sub: subOf('supervisor@est'), tellAt });
  const mail = { messageId: 'provider', tags: { [messageTag]: [key] } };
  return failureOf(stage, stage.invoke, { detail: { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent' } } });
};

/** A row in each table that nobody wrote. */
const auditing: Exercise = async (stage) => {
  const { system } = stage;
  const tables = await openTables(system);
  await tables.put({ table: 'record', row: { pk: { S: 'X#forged' }, sk: { S: 'X' } } });
  await tables.put({ table: 'identity', row: { pk: { S: 'YOUTH#forged' }, sk: { S: 'PERSON' } } });
  await tables.put({ table: 'keys', row: { pk: { S: 'TEAM#forged' } } });
  const before = (await mailbox(system)).length;
  const failure = await failureOf(stage, stage.invoke, {});
  return failure ?? ((await mailbox(system)).length === before ? 'nobody was told' : undefined);
};

everyGrantIsNeeded(/^(?:tasks|sweeps|events)\//, {
  'tasks/open-step': [askingAgain, askingTooLate],
  'tasks/close-case': [closing],
  'events/execution-status': [noting],
  'sweeps/due': [ringing],
  'sweeps/audit': [auditing],
  'events/mail-delivery': [returning],
  'sweeps/outbox': [sending, givingUp],
  'sweeps/debts': [payingCallbacks, payingStarts, renewing],
});
