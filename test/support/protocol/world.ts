import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { demoPeople } from '../../../infra/demo/people.ts';
import { makeCloseCase } from '../../../shared/cases/close-case.ts';
import { makeCompleteStep } from '../../../shared/cases/complete-step.ts';
import { makeInterruptCase } from '../../../shared/cases/interrupt-case.ts';
import { makeNoteEndedExecution } from '../../../shared/cases/note-ended-execution.ts';
import { makeOpenStep } from '../../../shared/cases/open-step.ts';
import { makePayDebts } from '../../../shared/cases/pay-debts.ts';
import type { Ids } from '../../../shared/cases/ports.ts';
import { makeReceiveReferral } from '../../../shared/cases/receive-referral.ts';
import { makeRecordActivity } from '../../../shared/cases/record-activity.ts';
import { makeRenewGeneration } from '../../../shared/cases/renew-generation.ts';
import { makeReopenCase } from '../../../shared/cases/reopen-case.ts';
import type { Callbacks } from '../../../shared/conductor/callbacks.ts';
import type { Starts } from '../../../shared/conductor/starts.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { makeCaseLists } from '../../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeTeamStore } from '../../../shared/store/team-store.ts';
import { makeRecordTable, type RecordTable } from '../../../shared/store/record-table.ts';
import { makeIdentity } from '../../../shared/vault/identity.ts';
import { entered, pathwayOf } from '../../../workflows/catalogue.ts';
import { oneKey, vaultOfOneKey, oneRowKey } from '../vault.ts';
import { hooked, unhindered, type Hook } from './hook.ts';
import { openDynamoDb, tables } from './record.ts';
import { makeStepFunctions } from './step-functions.ts';
import { usualCalendars } from '../calendars.ts';

export const people = {
  coordinator: 'demo-coordinator-est',
  caseworker: 'demo-caseworker-est',
  supervisor: 'demo-supervisor-est',
  administrator: 'demo-administrator-est',
  referrer: 'demo-referrer-est',
} as const;

export const minute = 60_000;
export const day = 24 * 60 * minute;

const makeTime = () => {
  let now = Date.parse('2026-03-02T14:00:00.000Z');
  return {
    clock: { now: () => new Date(now).toISOString() },
    /** Moves the clock, in milliseconds. */
    pass: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};

type Apart = {
  readonly reads?: 'together' | 'case-first' | 'case-last';
  readonly starts?: Starts;
  /** A client in place of the world's own, to fail as no store can be made to. */
  readonly client?: DynamoDBClient;
  readonly callbacks?: Callbacks;
};

const apart =
  ({ batchRead }: RecordTable, hook: Hook, reads: 'case-first' | 'case-last'): RecordTable['batchRead'] =>
  async (keys) => {
    const [theCase, others] = [keys.slice(0, 1), keys.slice(1)];
    const [first, second] = reads === 'case-first' ? [theCase, others] : [others, theCase];
    const early = await batchRead(first);
    await hook('during read');
    const late = await batchRead(second);
    return reads === 'case-first' ? [...early, ...late] : [...late, ...early];
  };

/** The real use-cases over the real store; each actor stands behind a hook of its own, as each process would. */
export const openWorld = async () => {
  const newClient = await openDynamoDb();
  const client = newClient();
  const bare = makeRecordTable({ client, table: tables.record, rowKey: oneRowKey });
  const identity = makeIdentity({ client, table: tables.identity, rowKey: oneRowKey, vault: vaultOfOneKey });
  const members = makeMembershipStore(bare);
  const known = Object.values<string>(people);
  for (const { membership } of demoPeople) if (known.includes(membership.sub)) await members.write(membership);
  const sfn = makeStepFunctions(entered);
  const { clock, pass } = makeTime();
  const ids: Ids = makeIds();

  /** `reads` takes a batch read apart, as DynamoDB may: each row is consistent, the batch is no snapshot. */
  const actor = (hook: Hook = unhindered, { reads = 'together', ...ports }: Apart = {}) => {
    const own = ports.client
      ? makeRecordTable({ client: ports.client, table: tables.record, rowKey: oneRowKey })
      : bare;
    const table: RecordTable = {
      ...own,
      batchRead: hooked(hook, 'read', reads === 'together' ? own.batchRead : apart(own, hook, reads)),
      transact: hooked(hook, 'write', own.transact),
      queryIndex: hooked(hook, 'list', own.queryIndex),
    };
    const store = makeCaseStore(table);
    const lists = makeCaseLists(table);
    const starts = ports.starts ?? { start: hooked(hook, 'start', sfn.start) };
    const callbacks = ports.callbacks ?? { callBack: hooked(hook, 'callback', sfn.callBack) };
    const executions = { standing: hooked(hook, 'standing', sfn.standing) };
    const notices = makeNoticeStore(table);
    const common = {
      store,
      lists,
      notices,
      team: makeTeamStore(table),
      vault: vaultOfOneKey,
      starts,
      callbacks,
      clock,
      ids,
      calendars: usualCalendars,
      pathwayOf,
    };
    const renew = makeRenewGeneration(common);
    return {
      refer: makeReceiveReferral({
        ...common,
        identity,
        keys: { ...oneKey, table: tables.keys },
        keyArn: 'key',
        pathway: entered,
      }),
      complete: makeCompleteStep(common),
      ...makeInterruptCase(common),
      reopen: makeReopenCase(common),
      recordActivity: makeRecordActivity(common),
      openStep: makeOpenStep(common),
      closeCase: makeCloseCase(common),
      sweep: makePayDebts({ ...common, executions, renew, noteFailure: () => {}, readsNextDueAt: true }),
      noteEnded: makeNoteEndedExecution(common),
      renew,
    };
  };

  const store = makeCaseStore(bare);
  const read = async (caseId: string): Promise<Case> => {
    const [found] = await store.readCases([caseId]);
    if (!found) throw new Error('no such case');
    return found;
  };

  const team = makeTeamStore(bare);
  const notices = makeNoticeStore(bare);
  return { sfn, clock, pass, actor, store, team, notices, lists: makeCaseLists(bare), read, newClient };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
export type Actor = ReturnType<World['actor']>;
