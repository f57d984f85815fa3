import { ProblemError } from '../api/problem.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import type { ActivityRecord, StepRecord } from '../domain/case/step-record.ts';
import type { Escalation } from '../domain/case/escalation.ts';
import type { RungRecord } from '../domain/case/rung-record.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import type { Use } from '../domain/team/allowance.ts';
import { allowanceSchema } from './items/allowance-item.ts';
import { callbackItem, type Callback } from './items/callback-item.ts';
import { caseItem } from './items/case-item.ts';
import { activityItem, eventItem, stepRecordItem } from './items/case-parts.ts';
import { consentItem, type Consent } from './items/consent-item.ts';
import { draftItem, type Draft } from './items/draft-item.ts';
import { idempotencyItem, type IdempotencyRecord } from './items/idempotency-item.ts';
import { membershipItem } from './items/membership-item.ts';
import { receiptItem, type Receipt } from './items/receipt-item.ts';
import { escalationItem, rungItem, threadItem, timerItem } from './items/timer-items.ts';
import { families, keys, type Key } from './keys.ts';
import { threadPut } from './thread-put.ts';
import { inPlaceOf } from './version-read.ts';
import type { RecordTable } from './record-table.ts';
import { isNew, type Check, type Count, type Put, type Reads, type Row } from './writes.ts';

type Read<F extends { fromRow: (row: Row) => unknown }> = ReturnType<F['fromRow']> | undefined;

/** Drafts of one step that are read: more authors than a team has people. */
const mostDrafts = 100;

/** A case for those who watch over it, with the kinds of its rows, of case and thread, that cannot be read whole. */
export type Watched = {
  readonly caseId: string;
  readonly organisation: string;
  readonly found?: Case;
  readonly unreadable: readonly string[];
};

/** One page of a case's parts; `after` is the sort key of the last one. */
export type Page<T> = { readonly items: readonly T[]; readonly after: string | undefined };
type Window = { readonly after?: string | undefined; readonly limit: number; readonly newestFirst?: boolean };

/** The record as commands see it: what stands together is read in one call, and written in one transaction. */
export const makeCaseStore = (table: RecordTable) => {
  const { readable: read } = table;

  const put = (name: string, row: Row, when?: Put['when']): Put => ({
    name,
    table: table.table,
    row,
    ...(when && { when }),
  });

  const page = async <T extends object>(
    caseId: string,
    prefix: string,
    family: Reads<T>,
    { after, limit, newestFirst = false }: Window,
  ): Promise<Page<T>> => {
    // A place among other parts of the case is no place among these.
    if (after !== undefined && !after.startsWith(prefix)) throw new ProblemError('bad-cursor');
    const rows = await table.queryCase(keys.case(caseId).pk, { prefix, after, limit, newestFirst });
    const last = rows.length < limit ? undefined : rows.at(-1);
    return { items: rows.flatMap((row) => read(family, row) ?? []), after: last && String(last['sk']) };
  };

  return {
    /** Everything that a command on a case decides on, in one consistent read. */
    readForCommand: async (wanted: {
      readonly caseId: string;
      readonly sub: string;
      readonly hash?: string | undefined;
    }) => {
      const { caseId, sub, hash } = wanted;
      const [found, callback, thread, membership, earlier] = await table.batchRead([
        keys.case(caseId),
        keys.callback(caseId),
        keys.thread(caseId),
        keys.membership(sub),
        ...(hash === undefined ? [] : [keys.idempotency(hash)]),
      ]);
      return {
        found: read(caseItem, found),
        callback: read(callbackItem, callback),
        thread: read(threadItem, thread),
        membership: read(membershipItem, membership),
        earlier: read(idempotencyItem, earlier),
      };
    },

    /** What an execution's question is decided on. */
    readForExecution: async (
      caseId: string,
    ): Promise<{ found: Read<typeof caseItem>; callback: Read<typeof callbackItem> }> => {
      const [found, callback] = await table.batchRead([keys.case(caseId), keys.callback(caseId)]);
      return { found: read(caseItem, found), callback: read(callbackItem, callback) };
    },

    readCases: async (caseIds: readonly string[]): Promise<readonly Case[]> =>
      (await table.batchRead(caseIds.map(keys.case))).flatMap((row) => read(caseItem, row) ?? []),

    /** Cases whose rows are read whole, in part or not at all. */
    readWatched: async (caseIds: readonly string[]): Promise<readonly Watched[]> => {
      const rows = await table.batchRead(caseIds.flatMap((caseId) => [keys.case(caseId), keys.thread(caseId)]));
      return caseIds.map((caseId, index) => {
        const [caseRow, threadRow] = [rows[2 * index], rows[2 * index + 1]];
        const [found, thread] = [caseRow && caseItem.readRow(caseRow), threadRow && threadItem.readRow(threadRow)];
        const unreadable = [
          ...(caseRow && !found?.isWhole ? [caseItem.kind] : []),
          ...(threadRow && !thread?.isWhole ? [threadItem.kind] : []),
        ];
        const organisation = String(caseRow?.['organisation']);
        return { caseId, organisation, ...(found && { found: found.value }), unreadable };
      });
    },

    /** Cases with their contact threads, at most 50; one that is gone is left out. */
    readFollowed: async (
      caseIds: readonly string[],
    ): Promise<readonly { readonly found: Case; readonly thread: Thread }[]> => {
      const rows = await table.batchRead(caseIds.flatMap((caseId) => [keys.case(caseId), keys.thread(caseId)]));
      return caseIds.flatMap((_, index) => {
        const [found, thread] = [read(caseItem, rows[2 * index]), read(threadItem, rows[2 * index + 1])];
        return found && thread ? [{ found, thread }] : [];
      });
    },

    /** Who commands, whether it was done before, and how much of an allowance is used. */
    readEarlier: async (sub: string, hash: string | undefined, use?: Use) => {
      const wanted = [
        keys.membership(sub),
        hash === undefined ? undefined : keys.idempotency(hash),
        use && keys.allowance(sub, use.kind, use.window),
      ];
      const rows = await table.batchRead(wanted.filter((key) => key !== undefined));
      const rowOf = (key: Key | undefined) => key && rows.find((row) => row?.['pk'] === key.pk && row['sk'] === key.sk);
      const [membership, earlier, allowance] = wanted.map(rowOf);
      return {
        membership: read(membershipItem, membership),
        earlier: read(idempotencyItem, earlier),
        used: allowance ? allowanceSchema.parse(allowance).used : 0,
      };
    },

    /** The request for support that is open for a case. */
    readEscalation: async (caseId: string, seq: number): Promise<Escalation | undefined> => {
      const [row] = await table.batchRead([keys.escalation(caseId, seq)]);
      return read(escalationItem, row);
    },

    /** Requests for support as they stand, by keys that a list gave. */
    readEscalations: async (wanted: readonly Key[]): Promise<readonly Escalation[]> =>
      (await table.batchRead(wanted)).flatMap((row) => read(escalationItem, row) ?? []),

    /** Timers of a case that are there, by their ids. */
    readTimers: async (caseId: string, timerIds: readonly string[]): Promise<readonly Timer[]> =>
      (await table.batchRead(timerIds.map((timerId) => keys.timer(caseId, timerId)))).flatMap(
        (row) => read(timerItem, row) ?? [],
      ),

    /** The newest rungs of a case's contact ladder that were recorded. */
    contactRungs: async (caseId: string, limit: number): Promise<readonly RungRecord[]> =>
      (await page(caseId, families.contactRungs, rungItem, { limit, newestFirst: true })).items,

    readReceipt: async (receiptId: string): Promise<Receipt | undefined> => {
      const [row] = await table.batchRead([keys.receipt(receiptId)]);
      return read(receiptItem, row);
    },

    /** What everybody typed at a step and has not sent yet, also what is past its time. */
    drafts: async (caseId: string, step: string): Promise<readonly Draft[]> => {
      const { pk, sk: prefix } = keys.draft(caseId, step, '');
      return (await table.queryCase(pk, { prefix, limit: mostDrafts })).flatMap((row) => read(draftItem, row) ?? []);
    },

    readActivity: async (caseId: string, activityId: string): Promise<ActivityRecord | undefined> => {
      const [row] = await table.batchRead([keys.activity(caseId, activityId)]);
      return read(activityItem, row);
    },

    /** Activities that were recorded after that one, oldest first. */
    activitiesAfter: async (caseId: string, activityId: string, limit: number): Promise<readonly ActivityRecord[]> =>
      (await page(caseId, families.activities, activityItem, { after: keys.activity(caseId, activityId).sk, limit }))
        .items,

    stepRecords: (caseId: string, window: Window): Promise<Page<StepRecord>> =>
      page(caseId, families.steps, stepRecordItem, window),
    activities: (caseId: string, window: Window): Promise<Page<ActivityRecord>> =>
      page(caseId, families.activities, activityItem, window),
    events: (caseId: string, window: Window): Promise<Page<CaseEvent>> =>
      page(caseId, families.events, eventItem, window),

    /** Events of a case that follow the one numbered `seq`. */
    eventsAfter: (caseId: string, seq: number, limit: number): Promise<Page<CaseEvent>> =>
      page(caseId, families.events, eventItem, { after: keys.event(caseId, seq).sk, limit }),

    /** @throws WriteRefusedError when somebody else wrote in between; nothing was written then */
    write: (writes: readonly (Put | Check | Count)[]): Promise<void> => table.transact(writes),

    consents: (caseId: string, window: Window): Promise<Page<Consent>> =>
      page(caseId, families.consents, consentItem, window),

    /** One more of what an account may do so often. */
    counts: ({ sub, kind, window, most, expiresAt }: Use): Count => ({
      name: 'allowance',
      table: table.table,
      key: keys.allowance(sub, kind, window),
      kind: 'allowance',
      most,
      expiresAt,
    }),

    checks: {
      /** That an account may be given a case of this organisation: a support mandate with a role on cases. */
      colleague: (sub: string, { organisation, unit }: Pick<Case, 'organisation' | 'unit'>): Check => ({
        name: 'colleague',
        table: table.table,
        key: keys.membership(sub),
        when: {
          expression:
            'organisation = :organisation AND mandate.#unit = :unit AND mandate.kind = :support AND #role IN (:worker, :coordinator, :supervisor)',
          names: { '#role': 'role', '#unit': 'unit' },
          values: {
            ':organisation': organisation,
            ':unit': unit,
            ':support': 'support',
            ':worker': 'caseworker',
            ':coordinator': 'coordinator',
            ':supervisor': 'supervisor',
          },
        },
      }),
    },

    /** Puts of a transaction. The case's own condition, on the head of its chain, guards those that carry none. */
    puts: {
      newCase: (value: Case) => put('case', caseItem.toRow(value), isNew),
      /** `read` is the case as it was read: any write since then has moved the head of its chain, or what is owed. */
      changedCase: (value: Case, read: Case) =>
        put('case', inPlaceOf(caseItem.toRow(value), read), {
          expression: `chain.seq = :seq AND ${read.owed ? 'owed.since = :since' : 'attribute_not_exists(owed)'}`,
          values: { ':seq': read.chain.seq, ...(read.owed && { ':since': read.owed.since }) },
        }),
      /** `read` is the callback as it was read: a newer token that was stored since then stands. */
      callback: (value: Callback, read: Callback | undefined) =>
        put(
          'callback',
          inPlaceOf(callbackItem.toRow(value), read),
          read
            ? { expression: '#token = :token', names: { '#token': 'token' }, values: { ':token': read.token } }
            : isNew,
        ),
      newThread: (value: Thread) => put('thread', threadItem.toRow(value), isNew),
      thread: threadPut(table.table),
      /** Beside the case row that opens the visit or records the activity. */
      timer: (value: Timer) => put('timer', timerItem.toRow(value)),
      escalation: (value: Escalation) => put('escalation', escalationItem.toRow(value)),
      rung: (value: RungRecord) => put('rung', rungItem.toRow(value)),
      stepRecord: (value: StepRecord) => put('step-record', stepRecordItem.toRow(value), isNew),
      activity: (value: ActivityRecord) => put('activity', activityItem.toRow(value), isNew),
      /** Struck out once, whoever is quicker. */
      correctedActivity: (value: ActivityRecord) =>
        put('activity', activityItem.toRow(value), {
          expression: 'attribute_exists(pk) AND attribute_not_exists(corrected)',
        }),
      /** A draft that was saved later by another window stands. */
      draft: (value: Draft) =>
        put('draft', draftItem.toRow(value), {
          expression: 'attribute_not_exists(pk) OR savedAt <= :savedAt',
          values: { ':savedAt': value.savedAt },
        }),
      consent: (value: Consent) => put('consent', consentItem.toRow(value), isNew),
      event: (value: CaseEvent) => put('event', eventItem.toRow(value), isNew),
      receipt: (value: Receipt) => put('receipt', receiptItem.toRow(value), isNew),
      /** Past its time a key may serve again, whether or not the table has deleted it yet. */
      idempotency: (value: IdempotencyRecord, nowSeconds: number) =>
        put('idempotency', idempotencyItem.toRow(value), {
          expression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          values: { ':now': nowSeconds },
        }),
    },
  };
};

export type CaseStore = ReturnType<typeof makeCaseStore>;
