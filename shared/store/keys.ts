import { createHash } from 'node:crypto';

export type Key = { readonly pk: string; readonly sk: string };

const shards = 16;
/** Numbers in sort keys are padded so that they sort as text. */
const ordinal = (n: number, digits: number): string => String(n).padStart(digits, '0');

/** The shards of one index key, for what grows with all cases (1,000 write units per partition). */
export const allShards: readonly number[] = Array.from({ length: shards }, (_, shard) => shard);

/** The shard of an id: stable, evenly spread. */
export const shardOf = (id: string): number => createHash('sha256').update(id).digest().readUInt8(0) % shards;

const ofCase = (caseId: string, sk: string): Key => ({ pk: `CASE#${caseId}`, sk });

/** Primary keys of the record table, one builder per item family. */
export const keys = {
  case: (caseId: string) => ofCase(caseId, 'CASE'),
  callback: (caseId: string) => ofCase(caseId, 'CALLBACK'),
  thread: (caseId: string) => ofCase(caseId, 'THREAD'),
  stepRecord: (caseId: string, visit: number) => ofCase(caseId, `STEP#${ordinal(visit, 6)}`),
  consent: (caseId: string, seq: number, scope: string) => ofCase(caseId, `CONSENT#${ordinal(seq, 8)}#${scope}`),
  /** One for each author. */
  draft: (caseId: string, step: string, by: string) => ofCase(caseId, `DRAFT#${step}#${by}`),
  activity: (caseId: string, activityId: string) => ofCase(caseId, `ACTIVITY#${activityId}`),
  event: (caseId: string, seq: number) => ofCase(caseId, `EVENT#${ordinal(seq, 8)}`),
  timer: (caseId: string, timerId: string) => ofCase(caseId, `TIMER#${timerId}`),
  rung: (caseId: string, timerId: string, cycle: number, rung: string) =>
    ofCase(caseId, `RUNG#${timerId}#${ordinal(cycle, 6)}#${rung}`),
  escalation: (caseId: string, seq: number) => ofCase(caseId, `ESCALATION#${ordinal(seq, 6)}`),
  notice: (sub: string, tellAt: string, noticeId: string): Key => ({
    pk: `MEMBER#${sub}`,
    sk: `NOTICE#${tellAt}#${noticeId}`,
  }),
  message: (sub: string, tellAt: string): Key => ({ pk: `MEMBER#${sub}`, sk: `MESSAGE#${tellAt}` }),
  /** What one account did in one window of an allowance. */
  allowance: (sub: string, kind: string, window: number): Key => ({
    pk: `MEMBER#${sub}`,
    sk: `ALLOWANCE#${kind}#${window}`,
  }),
  membership: (sub: string): Key => ({ pk: `MEMBER#${sub}`, sk: 'MEMBER' }),
  hours: (organisation: string): Key => ({ pk: `ORGANISATION#${organisation}`, sk: 'HOURS' }),
  roster: (organisation: string, unit: string): Key => ({ pk: `ORGANISATION#${organisation}`, sk: `ROSTER#${unit}` }),
  session: (organisation: string, unit: string, date: string): Key => ({
    pk: `ORGANISATION#${organisation}`,
    sk: `SESSION#${unit}#${date}`,
  }),
  /** With its author; who is asked holds a row that leads to it. */
  advice: (author: string, adviceId: string): Key => ({ pk: `MEMBER#${author}`, sk: `ADVICE#${adviceId}` }),
  askedAdvice: (supervisor: string, adviceId: string): Key => ({
    pk: `MEMBER#${supervisor}`,
    sk: `ASKED#${adviceId}`,
  }),
  /** About rows of that partition which were written without an event; its first row's MAC tells lines apart. */
  line: (pk: string, mac: string): Key => ({ pk, sk: `LINE#${mac}` }),
  receipt: (receiptId: string): Key => ({ pk: `RECEIPT#${receiptId}`, sk: 'RECEIPT' }),
  idempotency: (hash: string): Key => ({ pk: `IDEMPOTENCY#${hash}`, sk: 'IDEMPOTENCY' }),
};

/** Sort-key prefixes of the families that a case, or a member, holds many of. */
export const families = {
  steps: 'STEP#',
  activities: 'ACTIVITY#',
  events: 'EVENT#',
  consents: 'CONSENT#',
  contactRungs: 'RUNG#contact#',
  notices: 'NOTICE#',
  advice: 'ADVICE#',
  askedAdvice: 'ASKED#',
} as const;

/** Secondary indexes of the record table: name, and the attributes of their keys. */
export const indexes = {
  worker: { name: 'worker', pk: 'workerPk', sk: 'listKey' },
  organisation: { name: 'organisation', pk: 'organisationPk', sk: 'listKey' },
  attention: { name: 'attention', pk: 'attentionPk', sk: 'attentionKey' },
} as const;

export const indexKeys = {
  worker: (sub: string) => `WORKER#${sub}`,
  /** By mandate: a place in a list names the last case that was seen, so no list passes over another unit's cases. */
  organisation: (organisation: string, unit: string, shard: number) => `ORGANISATION#${organisation}#${unit}#${shard}`,
  team: (organisation: string) => `TEAM#${organisation}`,
  /** Requests for support of one mandate: as many as it has youths at most. */
  support: (organisation: string, unit: string) => `SUPPORT#${organisation}#${unit}`,
  attention: (shard: number) => `ATTENTION#${shard}`,
  /** Timers by the moment of their next rung. */
  due: (shard: number) => `DUE#${shard}`,
  /** Messages by the moment of their next try. */
  outbox: (shard: number) => `OUTBOX#${shard}`,
};
