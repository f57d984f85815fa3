import type * as z from 'zod';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { reopeningSchema } from '../api/schemas/reopening.ts';
import type { Starts } from '../conductor/starts.ts';
import type { Case } from '../domain/case/case.ts';
import { begins } from '../domain/case/generation.ts';
import { isUndo, reopen, reopeningRefusal } from '../domain/case/reopen.ts';
import { isToWait } from '../domain/case/not-before.ts';
import { wake } from '../domain/case/timer.ts';
import type { CaseStore } from '../store/case-store.ts';
import { authorised, knownMember } from './authorised.ts';
import { append } from './chain.ts';
import { decisionsOf } from './consents.ts';
import { separated } from './join-referral.ts';
import { changedBy, lookingTwice, remember, replayed, shownFirst, type IdempotencyKey } from './idempotency.ts';
import type { Calendar } from '../time/calendar.ts';
import { restartThread } from '../time/contact-clock.ts';
import { dueOn } from '../time/due-at.ts';
import { dayOf } from '../time/opening.ts';
import type { Calendars, Clock, Ids, PathwayOf } from './ports.ts';
import type { Changed } from './read-case.ts';
import { retrying } from './retrying.ts';
import { startOf } from './start.ts';

export type ReopenCase = {
  readonly caseId: string;
  readonly sub: string;
  /** What is answered to the day that the youth named; looked at only where there is one. */
  readonly sent: Sent<z.output<typeof reopeningSchema>>;
  readonly key: IdempotencyKey | undefined;
};

type Dependencies = {
  readonly store: CaseStore;
  readonly starts: Starts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendars: Calendars;
  readonly pathwayOf: PathwayOf;
};

/**
 * Re-opens a closed case, or within seven days undoes a withdrawal: the same step, nothing retyped. Either way in a new
 * generation, so that whatever the old execution still says is superseded.
 * @throws ProblemError `not-found`, `forbidden`, `not-closed`, `not-before`, `key-reused`
 */
export const makeReopenCase = ({ store, starts, clock, ids, calendars, pathwayOf }: Dependencies) => {
  /**
   * Whether contact waits for the day that the youth named.
   * @throws ProblemError `not-before` where nobody has said so
   */
  const waitsFor = (found: Case, now: string, calendar: Calendar, sent: ReopenCase['sent']): boolean => {
    if (isUndo(found, now) || !isToWait(found, dayOf(calendar, now))) return false;
    const { despite } = sent();
    if (despite) return despite === 'wait';
    const day = found.notBefore ?? '';
    throw new ProblemError('not-before', (language) => [
      { pointer: '#/despite', detail: language === 'fr' ? `Pas avant le ${day}.` : `Not before ${day}.` },
    ]);
  };

  const record = async ({ caseId, sub, sent, key }: ReopenCase) => {
    const read = await store.readForCommand({ caseId, sub, hash: key?.hash });
    const membership = knownMember(read.membership);
    const found = authorised(membership, 'case:reopen', read.found);
    const { thread } = read;
    if (!thread) throw new Error('the case has no thread');
    const now = clock.now();
    const earlier = replayed(read.earlier, key, now);
    if (earlier) return { done: { ...shownFirst(earlier, thread), membership }, isNew: false };

    const refusal = reopeningRefusal(found, now);
    if (refusal) throw new ProblemError(refusal);
    const generation = ids.sortable(begins(found, now));
    const pathway = pathwayOf(found.pathway);
    const calendar = await calendars.of(found.organisation);
    const waits = waitsFor(found, now, calendar, sent);
    const reopened = reopen(found, pathway, { generation, now, waits });
    const contact = { rules: pathway.thread, calendar };
    const standing = { intensity: reopened.intensity, step: reopened.step.id };
    const due = waits && found.notBefore !== undefined ? dueOn(found.notBefore, calendar) : undefined;
    const isBack = isUndo(found, now) || found.rests !== undefined;
    const restarted = restartThread(thread, standing, { now, isUndo: isBack, due }, contact);
    const { next, event } = append(reopened, {
      type: 'case-reopened',
      at: now,
      actor: sub,
      step: reopened.step.id,
      visit: reopened.step.visit,
      generation: reopened.generation,
      ...(isUndo(found, now) && { interruption: 'withdraw' as const }),
    });
    const other = found.joinedTo === undefined ? undefined : (await store.readCases([found.joinedTo])).at(0);
    const promised = [...thread.followUps.map(({ timerId }) => timerId), 'age'];
    const asleep = (await store.readTimers(caseId, promised)).filter(({ isAsleep }) => isAsleep);
    await store.write([
      store.puts.changedCase(next, found),
      ...asleep.map((timer) => store.puts.timer(wake(timer))),
      store.puts.event(event),
      ...(other ? separated(store, other, { caseId, actor: sub, now }) : []),
      store.puts.thread(restarted, thread),
      ...decisionsOf(found, next, event).map(store.puts.consent),
      ...(key ? [store.puts.idempotency(...remember(key, changedBy(next, restarted), now))] : []),
    ]);
    return { done: { completed: next, membership, thread: restarted }, isNew: true };
  };

  return async (command: ReopenCase): Promise<Changed> => {
    const { done, isNew } = await retrying(() => lookingTwice(command.key, () => record(command)));
    if (isNew) await starts.start(startOf(done.completed)).catch(() => {});
    return done;
  };
};
