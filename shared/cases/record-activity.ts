import { parseForm } from '../api/parse-form.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { Case } from '../domain/case/case.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { ActivityRecord, Answers } from '../domain/case/step-record.ts';
import type { Activity } from '../domain/pathway/pathway.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import type { Vault } from '../vault/vault.ts';
import { alarmOf, makeAftermath, type Done } from './aftermath.ts';
import { makeRaiseAlarm } from './raise-alarm.ts';
import { authorised, knownMember } from './authorised.ts';
import { appendAll } from './chain.ts';
import { digest } from './digest.ts';
import { lookingTwice, remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Calendars, Clock, Ids, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';
import { awayFrom } from '../domain/case/interrupt.ts';
import { atRest, threadAtRest } from '../domain/case/rest.ts';
import { settle } from './support.ts';
import { makeTellDeath } from './tell-death.ts';

export type RecordActivity = {
  readonly caseId: string;
  readonly sub: string;
  readonly activity: string;
  /** What the form holds, not yet parsed. */
  readonly answers: Sent<unknown>;
  readonly key: IdempotencyKey | undefined;
};

/** What the first answer of a recorded activity is made from. */
export type Recorded = Pick<ActivityRecord, 'caseId' | 'activityId' | 'activity' | 'occurredAt' | 'recordedAt'>;

type Dependencies = {
  readonly store: CaseStore;
  readonly notices: Pick<NoticeStore, 'puts'>;
  readonly team: Pick<TeamStore, 'read'>;
  readonly vault: Pick<Vault, 'seal'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/** When it happened: now, unless the form tells; the clock of a telephone may be a little ahead of ours. */
const occurredAtOf = ({ at: field }: Activity, answers: Answers, now: string): string => {
  const at = field === undefined ? undefined : answers[field];
  return typeof at === 'string' ? new Date(at).toISOString() : now;
};

/** What an activity changes, as it stood: by this it can be taken back. */
const before = (
  { standIns }: Case,
  { timer, lastReachedAt, lastAttemptAt, attempts, followUps, escalations }: Thread,
  after: Thread,
): ActivityRecord['before'] => ({
  timer,
  lastReachedAt,
  lastAttemptAt,
  attempts,
  followUps,
  ...(standIns && { standIns }),
  ...(escalations.isOpen && !after.escalations.isOpen && { escalation: escalations.count }),
});

/**
 * Records what happened beside the steps, from the first second of a case to its end. It never waits for the step, and
 * the step never waits for it.
 * @throws ProblemError `not-found`, `forbidden`, `case-closed`, `invalid-request`, `key-reused`
 */
export const makeRecordActivity = ({ store, notices, team, vault, clock, ids, calendars, pathwayOf }: Dependencies) => {
  const tellDeath = makeTellDeath({ team, notices });
  const raiseAlarm = makeRaiseAlarm({ team, notices });
  const aftermathOf = makeAftermath({ store, notices });

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
    if (activity.moves && found.rests) throw new ProblemError('case-at-rest');
    if (activity.needs?.some((scope) => found.consents[scope] !== 'given')) throw new ProblemError('guard-consent');
    const parsed = parseForm(activity.form, answers(), { ...found, now });

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
    const done: Done = { found, pathway, activity, recorded: { ...recorded, by: sub }, answers: parsed };
    const { after, isInTouch, contact, puts } = await aftermathOf(thread, done, calendar);
    const hasDied = activity.rests !== undefined && parsed[activity.rests.field] === activity.rests.is;
    const { activityId } = recorded;
    const alarm =
      alarmOf(activity, parsed) && !hasDied
        ? await raiseAlarm(found, { timerId: activityId, actor: sub, now })
        : undefined;
    const changed = hasDied ? atRest(found, now, awayFrom(found, pathway, now)) : (alarm?.changed ?? found);
    const settled = await settle(store, {
      changed,
      before: thread,
      after: changed.rests ? threadAtRest(after) : after,
      end: changed.rests ? 'case-ended' : isInTouch ? 'contact' : undefined,
      actor: sub,
      now,
    });
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
      [...settled.facts, ...(alarm?.facts ?? [])],
    );
    await store.write([
      store.puts.changedCase(next, found),
      store.puts.activity({
        ...recorded,
        step,
        by: sub,
        content,
        ...(contact && { contact }),
        ...(settled.thread.timer.cycle !== thread.timer.cycle && { cycle: settled.thread.timer.cycle }),
        before: before(found, thread, settled.thread),
      }),
      ...events.map(store.puts.event),
      ...settled.puts,
      ...puts,
      ...(alarm?.puts ?? []),
      ...(await tellDeath({ before: found, after: changed, actor: sub, now })),
      ...(key ? [store.puts.idempotency(...remember(key, recorded, now))] : []),
    ]);
    return recorded;
  };

  return (command: RecordActivity): Promise<Recorded> =>
    retrying(() => lookingTwice(command.key, () => record(command)));
};
