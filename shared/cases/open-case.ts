import type { Starts } from '../conductor/starts.ts';
import type { Case } from '../domain/case/case.ts';
import type { EventType } from '../domain/case/event.ts';
import type { Answers } from '../domain/case/step-record.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import type { Person } from '../domain/person.ts';
import type { CaseStore } from '../store/case-store.ts';
import { isNew, type Count, type Put } from '../store/writes.ts';
import type { Identity } from '../vault/identity.ts';
import type { Vault } from '../vault/vault.ts';
import type { YouthKeys } from '../vault/youth-keys.ts';
import { append, genesis } from './chain.ts';
import { digest } from './digest.ts';
import { startThread, touchThread, type ContactRules } from '../time/contact-clock.ts';
import { ageTimer } from '../time/timers.ts';
import type { Calendars, Clock, Ids } from './ports.ts';
import { startOf } from './start.ts';

export type OpenCaseDependencies = {
  readonly store: CaseStore;
  readonly identity: Pick<Identity, 'table' | 'toRow'>;
  readonly vault: Pick<Vault, 'seal'>;
  readonly keys: Pick<YouthKeys, 'table' | 'make'>;
  /** ARN of the key that wraps the youths' keys. */
  readonly keyArn: string;
  readonly starts: Starts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendars: Calendars;
  /** The pathway that new cases enter. */
  readonly pathway: Pathway;
};

/** How a case begins. */
export type Beginning = Pick<Case, 'organisation' | 'unit' | 'channel' | 'intensity'> & {
  readonly type: Extract<EventType, 'referral-received' | 'outreach-opened'>;
  /** The first step. */
  readonly step: string;
  readonly responsible?: string;
  readonly person: Person;
  readonly answers: Answers;
  readonly actor: string;
};

/** A case as it was opened, with its thread. */
export type Opened = { readonly opened: Case; readonly thread: Thread };

/**
 * Begins cases: the person, sealed with a key of their own, the case, its thread, what was sent and the first event are
 * one transaction; then the execution is started. A start that fails is a debt, and the sweep pays it.
 */
export const makeOpenCase = (dependencies: OpenCaseDependencies) => {
  const { store, identity, vault, keys, keyArn, starts, clock, ids, calendars, pathway } = dependencies;

  const newCase = ({ organisation, unit, channel, intensity, step, responsible }: Beginning, now: string): Case => ({
    caseId: ids.opaque(),
    reference: ids.reference(),
    youthId: ids.opaque(),
    organisation,
    unit,
    channel,
    pathway: { name: pathway.name, version: pathway.version },
    status: 'starting',
    step: { id: step, visit: 1, state: 'opening' },
    intensity,
    ...(responsible !== undefined && { responsible }),
    consents: {},
    receivedAt: now,
    completions: {},
    version: 1,
    generation: ids.sortable(now),
    firstVisit: 1,
    renewals: 0,
    owed: { what: 'start', since: now },
    chain: genesis,
  });

  /** The thread begins at the receipt; whoever was met on a corner has been reached already. */
  const newThread = (
    { caseId, intensity, step }: Case,
    { type }: Beginning,
    contact: ContactRules,
    now: string,
  ): Thread => {
    const thread = startThread(caseId, { receivedAt: now, intensity }, contact);
    return type === 'outreach-opened'
      ? touchThread(thread, { reached: true, way: 'in-person', at: now }, { intensity, step: step.id }, contact)
      : thread;
  };

  return {
    /** Writes a new case, together with what belongs to the same moment. @throws WriteRefusedError */
    write: async (
      beginning: Beginning,
      also: (opened: Case, thread: Thread) => readonly (Put | Count)[],
    ): Promise<Opened> => {
      const { person, answers, actor, type, organisation } = beginning;
      const now = clock.now();
      const opened = newCase(beginning, now);
      const calendar = await calendars.of(organisation);
      const thread = newThread(opened, beginning, { rules: pathway.thread, calendar }, now);
      const age = person.bornIn && ageTimer(opened.caseId, { bornIn: person.bornIn, now }, pathway, calendar);
      const { caseId, youthId, generation } = opened;
      const key = await keys.make(youthId, keyArn);
      const content = await vault.seal(youthId, ['step', caseId, 0], answers);
      const { next, event } = append(opened, { type, at: now, actor, generation, content: digest(content) });
      await store.write([
        store.puts.newCase(next),
        { name: 'key', table: keys.table, row: key, when: isNew },
        { name: 'identity', table: identity.table, row: await identity.toRow(youthId, person), when: isNew },
        store.puts.newThread(thread),
        ...(age ? [store.puts.timer(age)] : []),
        store.puts.stepRecord({ caseId, visit: 0, step: 'intake', outcome: 'received', at: now, by: actor, content }),
        store.puts.event(event),
        ...also(next, thread),
      ]);
      return { opened: next, thread };
    },

    /** Starts its execution. */
    start: (opened: Case): Promise<void> => starts.start(startOf(opened)).catch(() => {}),
  };
};
