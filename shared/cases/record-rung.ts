import { whoIsAsked, type Asked } from '../access/asked.ts';
import { may } from '../access/may.ts';
import { ask, askingRungs, type AskingRung, type Escalation } from '../domain/case/escalation.ts';
import type { EventFacts } from '../domain/case/event.ts';
import { reached, type RungRecord } from '../domain/case/rung-record.ts';
import { isPressing } from '../domain/case/thread.ts';
import { isBelieved, putToRest, type Timer } from '../domain/case/timer.ts';
import type { RungName } from '../domain/pathway/due.ts';
import type { Notice } from '../domain/team/notice.ts';
import { caseRoles } from '../domain/vocabulary.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import type { Team } from '../store/team-store.ts';
import type { TimerRead, TimerStore } from '../store/timer-store.ts';
import { calendarOf } from '../time/quebec.ts';
import { afterRungs, nextTime, unansweredTimer } from '../time/timers.ts';
import { appendAll } from './chain.ts';

export type RecordRungDependencies = {
  readonly store: Pick<CaseStore, 'readEscalation' | 'puts'>;
  readonly timers: Pick<TimerStore, 'write' | 'puts'>;
  readonly notices: Pick<NoticeStore, 'puts'>;
};

/** A rung that is told, with those before it that came as well and are passed over. */
type Ring = TimerRead & {
  readonly come: Timer['ladder'];
  readonly rung: RungName;
  readonly asked: readonly Asked[];
  readonly now: string;
};

const isAsking = (rung: RungName): rung is AskingRung => (askingRungs as readonly string[]).includes(rung);

const recordsOf = ({ timer, come, rung, asked, now }: Ring): readonly RungRecord[] =>
  come.map((one) => ({
    caseId: timer.caseId,
    timerId: timer.timerId,
    cycle: timer.cycle,
    rung: one.rung,
    at: one.at,
    recordedAt: now,
    since: timer.since,
    dueAt: timer.dueAt,
    passedOver: one.rung !== rung,
    asked: one.rung === rung ? asked.map(({ sub }) => sub) : [],
  }));

const noticeOf = ({ found, timer, rung, now }: Ring, { sub, tellAt }: Asked): Notice => {
  const { caseId, reference, intensity } = found;
  const { timerId, cycle, dueAt } = timer;
  return {
    sub,
    noticeId: `${caseId}.${timerId}.${cycle}.${rung}`,
    recordedAt: now,
    tellAt,
    about: { kind: 'rung', caseId, reference, timerId, cycle, rung, intensity, dueAt },
  };
};

/** Whoever took an earlier request upon them is asked again with the others, while they are of the team. */
const withOwner = (asked: readonly Asked[], owner: string | undefined, { members }: Team): readonly Asked[] => {
  const [first] = asked;
  const isOfTeam = members.some(({ sub }) => sub === owner);
  return owner === undefined || !first || !isOfTeam || asked.some(({ sub }) => sub === owner)
    ? asked
    : [...asked, { sub: owner, tellAt: first.tellAt }];
};

/** Colleagues who are asked about a case that they could not see: they may, until somebody has been in touch. */
const newcomersOf = ({ found, asked }: Ring, { members }: Team): readonly string[] =>
  members
    .filter((one) => (caseRoles as readonly string[]).includes(one.role) && asked.some(({ sub }) => sub === one.sub))
    .filter((one) => !may(one, 'case:read', found))
    .map(({ sub }) => sub);

/**
 * Records what has come of one timer and tells who is asked, once: the claim is a condition on the timer itself, in the
 * transaction that writes all of it.
 */
export const makeRecordRung = ({ store, timers, notices }: RecordRungDependencies) => {
  /** The request for support that a rung of the contact ladder opens or raises. */
  const escalationOf = (
    { found, thread, timer, asked, now }: Ring,
    rung: AskingRung,
    open: Escalation | undefined,
  ): Escalation => {
    const seq = open ? open.seq : thread.escalations.count + 1;
    return ask(open, found, { seq, rung, dueAt: timer.dueAt, asked: asked.map(({ sub }) => sub), now });
  };

  /** What the case's own trail is told: who is asked for support, and who may see it meanwhile. */
  const onTrail = (ring: Ring, newcomers: readonly string[], asking: AskingRung | undefined): readonly Put[] => {
    const { found, timer, now } = ring;
    const at = { at: now, actor: 'engine' } as const;
    const facts: readonly EventFacts[] = [
      ...(asking ? [{ ...at, type: 'support-requested', rung: asking, dueAt: timer.dueAt } as const] : []),
      ...newcomers.map((owner) => ({ ...at, type: 'stand-in-named', owner }) as const),
    ];
    const [first, ...others] = facts;
    if (!first) return [];
    const standIns = [...new Set([...(found.standIns ?? []), ...newcomers])];
    const { next, events } = appendAll(newcomers.length > 0 ? { ...found, standIns } : found, first, others);
    return [store.puts.changedCase(next, found), ...events.map(store.puts.event)];
  };

  /** @throws WriteRefusedError when somebody else moved the timer or the case in between; nothing was written then */
  return async (read: TimerRead, now: string, people: Team): Promise<void> => {
    const { found, thread } = read;
    const timer = nextTime(read.timer);
    const come = reached(timer, now);
    const last = come.at(-1);
    if (!last) return;
    if (!isBelieved(read.timer, found, thread)) {
      const rested = putToRest(read.timer, found);
      await timers.write([
        timers.puts.rung(rested, read),
        ...(rested.isAsleep ? [timers.puts.unmovedThread(read)] : []),
      ]);
      return;
    }
    const { rung } = last;
    const { count, isOpen } = thread.escalations;
    const asking = timer.subject === 'contact' && isAsking(rung) ? rung : undefined;
    const open = asking && isOpen ? await store.readEscalation(found.caseId, count) : undefined;
    const calendar = calendarOf(people.hours);
    const asked = whoIsAsked(
      { found, timer, rung, isPressing: isPressing(timer, thread, found), calendar, now },
      people,
    );
    const ring: Ring = { ...read, timer, come, rung, asked: withOwner(asked, open?.owner, people), now };
    const moved = afterRungs(timer, come.length, now, calendar);
    const escalation = asking && escalationOf(ring, asking, open);
    const after = escalation ? { ...thread, escalations: { count: escalation.seq, isOpen: true } } : thread;
    await timers.write([
      timers.puts.rung(moved, { ...read, thread: after }),
      ...onTrail(ring, newcomersOf(ring, people), asking),
      ...(escalation ? [store.puts.escalation(escalation)] : []),
      ...(escalation?.rung === 'direction' ? [store.puts.timer(unansweredTimer(timer, now, calendar))] : []),
      ...recordsOf(ring).map(store.puts.rung),
      ...ring.asked.flatMap((one) => notices.puts.told(noticeOf(ring, one))),
    ]);
  };
};
