import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import { moveThread, type Contact, type Thread } from '../domain/case/thread.ts';
import type { ActivityRecord, Answers } from '../domain/case/step-record.ts';
import type { Activity } from '../domain/pathway/pathway.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { append } from './chain.ts';
import { digest } from './digest.ts';
import { lookingTwice, remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Clock, Ids, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';

export type RecordActivity = {
  readonly caseId: string;
  readonly sub: string;
  readonly activity: string;
  /** What the form holds, not yet parsed. */
  readonly answers: unknown;
  readonly key: IdempotencyKey | undefined;
};

/** What the first answer of a recorded activity is made from. */
export type Recorded = Pick<ActivityRecord, 'caseId' | 'activityId' | 'activity' | 'occurredAt' | 'recordedAt'>;

type Dependencies = {
  readonly store: CaseStore;
  readonly vault: Pick<Vault, 'seal'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pathwayOf: PathwayOf;
};

/** How far the clock of a telephone may be ahead of ours, in milliseconds. */
const ahead = 5 * 60_000;

const notYet = { fr: 'Ce moment n’est pas encore arrivé.', en: 'This moment has not come yet.' } as const;

/**
 * When it happened: now, unless the form tells.
 * @throws ProblemError `invalid-request` for what is still to come: nobody would look for the person until then
 */
const occurredAtOf = ({ at: field }: Activity, answers: Answers, now: string): string => {
  const at = field === undefined ? undefined : answers[field];
  if (typeof at !== 'string') return now;
  if (Date.parse(at) > Date.parse(now) + ahead) {
    const pointer = `#/${String(field)}`;
    throw new ProblemError('invalid-request', (language) => [{ pointer, detail: notYet[language] }]);
  }
  return new Date(at).toISOString();
};

/** The contact that a form tells of, where the activity moves the thread; a message left is an attempt. */
const contactOf = ({ moves }: Activity, answers: Answers, at: string): Contact | undefined =>
  moves && { reached: answers[moves.reached] === 'yes', way: answers[moves.way] as Contact['way'], at };

/**
 * Records what happened beside the steps, from the first second of a case to its end. It never waits for the step, and
 * the step never waits for it.
 * @throws ProblemError `not-found`, `forbidden`, `case-closed`, `invalid-request`, `key-reused`
 */
export const makeRecordActivity = ({ store, vault, clock, ids, pathwayOf }: Dependencies) => {
  const record = async ({ caseId, sub, activity: name, answers, key }: RecordActivity): Promise<Recorded> => {
    const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
    const membership = knownMember(read.membership);
    const found = authorised(membership, 'activity:record', read.found);
    const now = clock.now();
    const earlier = replayed(read.earlier, key, now);
    if (earlier) return earlier as Recorded;

    const { activities } = pathwayOf(found.pathway);
    // The name comes from outside: `constructor` is no activity.
    const activity = Object.hasOwn(activities, name) ? activities[name] : undefined;
    if (!activity) throw new ProblemError('not-found');
    if (!(activity.roles as readonly string[]).includes(membership.role)) throw new ProblemError('forbidden');
    if (found.status === 'closed') throw new ProblemError('case-closed');
    if (activity.needs?.some((scope) => found.consents[scope] !== 'given')) throw new ProblemError('guard-consent');
    const parsed = parse(activity.form, answers);

    const occurredAt = occurredAtOf(activity, parsed, now);
    const contact = contactOf(activity, parsed, occurredAt);
    const thread: Thread | undefined = contact && read.thread && moveThread(read.thread, contact);
    const recorded = {
      caseId,
      activityId: ids.sortable(now),
      activity: name,
      occurredAt,
      recordedAt: now,
    };
    const { id: step, visit } = found.step;
    const content = await vault.seal(found.youthId, ['activity', caseId, recorded.activityId], parsed);
    const { next, event } = append(found, {
      type: 'activity-recorded',
      at: now,
      actor: sub,
      step,
      visit,
      activity: name,
      activityId: recorded.activityId,
      content: digest(content),
    });
    await store.write([
      store.puts.changedCase(next, found),
      store.puts.activity({ ...recorded, step, by: sub, content }),
      store.puts.event(event),
      ...(thread ? [store.puts.thread(thread)] : []),
      ...(key ? [store.puts.idempotency(...remember(key, recorded, now))] : []),
    ]);
    return recorded;
  };

  return (command: RecordActivity): Promise<Recorded> =>
    retrying(() => lookingTwice(command.key, () => record(command)));
};
