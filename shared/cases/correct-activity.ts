import type { Action } from '../access/matrix.ts';
import { parse } from '../api/parse.ts';
import { ProblemError } from '../api/problem.ts';
import { correctionForm } from '../domain/case/correction.ts';
import type { Case } from '../domain/case/case.ts';
import type { Escalation } from '../domain/case/escalation.ts';
import { standingAt } from '../domain/case/lead.ts';
import type { ActivityRecord } from '../domain/case/step-record.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import { isInForce, threadWithout } from '../domain/case/undo-activity.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Put } from '../store/writes.ts';
import { touchThread } from '../time/contact-clock.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { append } from './chain.ts';
import { digest } from './digest.ts';
import type { Calendars, Clock, PathwayOf } from './ports.ts';
import { retrying } from './retrying.ts';

type Command = { readonly caseId: string; readonly activityId: string; readonly sub: string };
/** `answers`: what the form holds, not yet parsed. */
export type CorrectActivity = Command & { readonly answers: () => unknown };

type Dependencies = {
  readonly store: CaseStore;
  readonly vault: Pick<Vault, 'seal'>;
  readonly clock: Clock;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

type Corrected = NonNullable<ActivityRecord['corrected']>;
type Why = (found: Case, record: ActivityRecord, now: string) => Promise<Pick<Corrected, 'reason' | 'note'>>;

/** How long whoever recorded an activity may take it back by a tap, in milliseconds. */
export const undoFor = 120_000;
const mostLater = 500;
const newestRungs = 40;

/** The request for support as it stood before the contact that ended it. */
const asItStood = ({ endedAt: _at, end: _end, ...open }: Escalation): Escalation => ({
  ...open,
  status: open.answeredAt !== undefined && open.answeredAt >= open.raisedAt ? 'acknowledged' : 'open',
});

/** A check that came up while nobody was asked for it is asked for now. */
const wokenUp = (timer: Timer, { recordedAt }: ActivityRecord): Timer =>
  timer.ladder.some(({ at }) => at > recordedAt) && timer.next === timer.ladder.length ? { ...timer, next: 0 } : timer;

/**
 * Takes back what was recorded beside the steps, at once or later: the contact clock, the request for support, the checks and a
 * rest are as if it had never been. The record stays, struck out, and the trail says who corrected it and why.
 */
export const makeCorrectActivity = ({ store, vault, clock, calendars, pathwayOf }: Dependencies) => {
  /** The request for support that it ended, when nothing has settled it since. */
  const reopenedRequest = async (thread: Thread, record: ActivityRecord): Promise<Escalation | undefined> => {
    const { count, isOpen } = thread.escalations;
    if (isOpen || record.before?.escalation !== count || !isInForce(thread, record)) return undefined;
    const ended = await store.readEscalation(record.caseId, count);
    return ended && asItStood(ended);
  };

  /** Rungs that it had taken out of the figures. */
  const figures = async ({ caseId, contact, recordedAt }: ActivityRecord): Promise<readonly Put[]> => {
    if (!contact) return [];
    const rungs = await store.contactRungs(caseId, newestRungs);
    return rungs
      .filter(({ erasedAt }) => erasedAt === recordedAt)
      .map(({ erasedAt: _erased, ...rung }) => store.puts.rung(rung));
  };

  const checksAgain = async (before: Thread, after: Thread, record: ActivityRecord): Promise<readonly Put[]> => {
    const known = new Set(before.followUps.map(({ timerId }) => timerId));
    const again = after.followUps.map(({ timerId }) => timerId).filter((timerId) => !known.has(timerId));
    const timers = await store.readTimers(record.caseId, again);
    return timers.map((timer) => store.puts.timer(wokenUp(timer, record)));
  };

  /** The case without what the activity did to it: a rest, and the stand-ins whom it relieved. */
  const caseWithout = ({ rests, ...found }: Case, { recordedAt, before }: ActivityRecord): Case => {
    const standIns = [...new Set([...(before?.standIns ?? []), ...(found.standIns ?? [])])];
    return {
      ...found,
      ...(rests && rests.since !== recordedAt && { rests }),
      ...(standIns.length > 0 && { standIns }),
    };
  };

  const attempt = async ({ caseId, activityId, sub }: Command, action: Action, why: Why): Promise<ActivityRecord> => {
    const read = await store.readForCommand({ caseId, sub });
    const found = authorised(knownMember(read.membership), action, read.found);
    const { thread } = read;
    if (!thread) throw new Error('the case has no thread');
    const record = await store.readActivity(caseId, activityId);
    const pathway = pathwayOf(found.pathway);
    if (!record || !Object.hasOwn(pathway.activities, record.activity)) throw new ProblemError('not-found');
    if (record.corrected) return record;
    const now = clock.now();
    const corrected: Corrected = { at: now, by: sub, ...(await why(found, record, now)) };

    const calendar = await calendars.of(found.organisation);
    const changed = caseWithout(found, record);
    const standing = { intensity: changed.intensity, step: standingAt(changed) };
    const later = await store.activitiesAfter(caseId, activityId, mostLater);
    const without = threadWithout(thread, record, { later, pathway }, (one, contact) =>
      touchThread(one, contact, standing, { rules: pathway.thread, calendar }),
    );
    const request = await reopenedRequest(thread, record);
    const after = request ? { ...without, escalations: { ...without.escalations, isOpen: true } } : without;
    const { next, event } = append(changed, {
      type: 'activity-corrected',
      at: now,
      actor: sub,
      step: found.step.id,
      visit: found.step.visit,
      activity: record.activity,
      activityId,
      reason: corrected.reason,
      ...(corrected.note !== undefined && { content: digest(corrected.note) }),
    });
    const struckOut = { ...record, corrected };
    await store.write([
      store.puts.changedCase(next, found),
      store.puts.event(event),
      store.puts.correctedActivity(struckOut),
      store.puts.thread(after, thread),
      ...(request ? [store.puts.escalation(request)] : []),
      ...(await figures(record)),
      ...(await checksAgain(thread, after, record)),
    ]);
    return struckOut;
  };

  return {
    /** @throws ProblemError `not-found`, `forbidden`, `undo-over` when it is too late, or somebody else's */
    undo: (command: Command): Promise<ActivityRecord> =>
      retrying(() =>
        attempt(command, 'activity:record', (_found, { by, recordedAt }, now) => {
          if (by !== command.sub || Date.parse(now) - Date.parse(recordedAt) > undoFor)
            throw new ProblemError('undo-over');
          return Promise.resolve({ reason: 'undone' });
        }),
      ),

    /** @throws ProblemError `not-found`, `forbidden`, `content-destroyed`, `invalid-request` */
    correct: ({ answers, ...command }: CorrectActivity): Promise<ActivityRecord> =>
      retrying(() =>
        attempt(command, 'activity:correct', async ({ youthId, caseId }) => {
          const { reason, note } = parse(correctionForm, answers());
          const place = ['activity', caseId, command.activityId, 'correction'] as const;
          return { reason, ...(note !== undefined && { note: await vault.seal(youthId, place, note) }) };
        }),
      ),
  };
};

export type CorrectActivities = ReturnType<typeof makeCorrectActivity>;
