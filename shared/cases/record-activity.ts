import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import { erasedBy } from '../domain/case/rung-record.ts';
import type { Case } from '../domain/case/case.ts';
import type { Contact, Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import type { ActivityRecord, Answers } from '../domain/case/step-record.ts';
import type { Activity, Pathway } from '../domain/pathway/pathway.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { touchThread } from '../time/contact-clock.ts';
import type { Calendar } from '../time/calendar.ts';
import { followUpTimer } from '../time/timers.ts';
import { standingAt } from '../domain/case/lead.ts';
import type { Put } from '../store/record-table.ts';
import { appendAll } from './chain.ts';
import { digest } from './digest.ts';
import { lookingTwice, remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Calendars, Clock, Ids, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';
import { settle } from './support.ts';

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
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/** Checks that are asked for at the same time: more than a worker can promise. */
const mostFollowUps = 12;

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

/** How many rungs a late entry is held against: those of months. */
const newestRungs = 40;

type Done = {
  readonly found: Case;
  readonly pathway: Pathway;
  readonly activity: Activity;
  readonly recorded: Recorded;
  readonly answers: Answers;
};

/** What is asked for after an activity, by what it declares; a check that this one makes is asked for no longer. */
const followUpsAfter = (
  thread: Thread,
  { found, pathway, activity, recorded, answers }: Done,
  calendar: Calendar,
): { readonly followUps: Thread['followUps']; readonly timer: Timer | undefined } => {
  const { activityId: timerId, activity: name, occurredAt, recordedAt: now } = recorded;
  const { followUp } = activity;
  const promised = followUp?.at === undefined ? undefined : answers[followUp.at];
  const asked = { timerId, occurredAt, promised: typeof promised === 'string' ? promised : undefined, now };
  const timer = followUp && followUpTimer(found, followUp, asked, calendar);
  const left = thread.followUps.filter((one) => !pathway.activities[one.activity]?.followUp?.endedBy.includes(name));
  return { followUps: timer ? [...left, { timerId, activity: name }].slice(-mostFollowUps) : left, timer };
};

/** Where an activity leaves the thread: a contact moves its clock, and checks are asked for or made. */
const afterwards = (thread: Thread, done: Done, calendar: Calendar) => {
  const { found, pathway, activity, recorded, answers } = done;
  const contact = contactOf(activity, answers, recorded.occurredAt);
  const standing = { intensity: found.intensity, step: standingAt(found) };
  const touched = contact ? touchThread(thread, contact, standing, { rules: pathway.thread, calendar }) : thread;
  const { followUps, timer } = followUpsAfter(touched, done, calendar);
  const isSame = !timer && followUps.length === touched.followUps.length;
  return { contact, timer, after: isSame ? touched : { ...touched, followUps: [...followUps] } };
};

/**
 * Records what happened beside the steps, from the first second of a case to its end. It never waits for the step, and
 * the step never waits for it.
 * @throws ProblemError `not-found`, `forbidden`, `case-closed`, `invalid-request`, `key-reused`
 */
export const makeRecordActivity = ({ store, vault, clock, ids, calendars, pathwayOf }: Dependencies) => {
  /** The rungs that a late entry takes out of the figures: read only where one may stand after it. */
  const erasing = async ({ caseId, timer }: Thread, { at }: Contact, now: string): Promise<readonly Put[]> => {
    const isLate = at < timer.since || timer.ladder.slice(0, timer.next).some((rung) => at <= rung.at);
    if (!isLate) return [];
    const rungs = await store.contactRungs(caseId, newestRungs);
    return erasedBy(rungs, at, now).map(store.puts.rung);
  };

  const record = async ({ caseId, sub, activity: name, answers, key }: RecordActivity): Promise<Recorded> => {
    const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
    const membership = knownMember(read.membership);
    const found = authorised(membership, 'activity:record', read.found);
    const { thread } = read;
    if (!thread) throw new Error('the case has no thread');
    const now = clock.now();
    const earlier = replayed(read.earlier, key, now);
    if (earlier) return earlier as Recorded;

    const pathway = pathwayOf(found.pathway);
    const { activities } = pathway;
    // The name comes from outside: `constructor` is no activity.
    const activity = Object.hasOwn(activities, name) ? activities[name] : undefined;
    if (!activity) throw new ProblemError('not-found');
    if (!(activity.roles as readonly string[]).includes(membership.role)) throw new ProblemError('forbidden');
    if (found.status === 'closed') throw new ProblemError('case-closed');
    if (activity.needs?.some((scope) => found.consents[scope] !== 'given')) throw new ProblemError('guard-consent');
    const parsed = parse(activity.form, answers);

    const occurredAt = occurredAtOf(activity, parsed, now);
    const recorded = {
      caseId,
      activityId: ids.sortable(now),
      activity: name,
      occurredAt,
      recordedAt: now,
    };
    const { id: step, visit } = found.step;
    const content = await vault.seal(found.youthId, ['activity', caseId, recorded.activityId], parsed);
    const calendar = await calendars.of(found.organisation);
    const done: Done = { found, pathway, activity, recorded, answers: parsed };
    const { after, contact, timer } = afterwards(thread, done, calendar);
    const settled = await settle(store, {
      changed: found,
      before: thread,
      after,
      end: contact && after.timer !== thread.timer ? 'contact' : undefined,
      actor: sub,
      now,
    });
    const { activityId } = recorded;
    const { next, events } = appendAll(
      settled.changed,
      {
        type: 'activity-recorded',
        at: now,
        actor: sub,
        step,
        visit,
        activity: name,
        activityId,
        content: digest(content),
      },
      settled.facts,
    );
    await store.write([
      store.puts.changedCase(next, found),
      store.puts.activity({ ...recorded, step, by: sub, content }),
      ...events.map(store.puts.event),
      ...settled.puts,
      ...(timer ? [store.puts.timer(timer)] : []),
      ...(contact ? await erasing(thread, contact, now) : []),
      ...(key ? [store.puts.idempotency(...remember(key, recorded, now))] : []),
    ]);
    return recorded;
  };

  return (command: RecordActivity): Promise<Recorded> =>
    retrying(() => lookingTwice(command.key, () => record(command)));
};
