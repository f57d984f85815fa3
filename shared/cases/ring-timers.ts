import { whoIsAsked, type Asked } from '../access/asked.ts';
import type { Case } from '../domain/case/case.ts';
import { ask, askingRungs, type AskingRung, type Escalation } from '../domain/case/escalation.ts';
import { reached, type RungRecord } from '../domain/case/rung-record.ts';
import type { Thread } from '../domain/case/thread.ts';
import { isBelieved, type Timer } from '../domain/case/timer.ts';
import type { RungName } from '../domain/pathway/due.ts';
import type { Message, Notice } from '../domain/team/notice.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/record-table.ts';
import type { Team, TeamStore } from '../store/team-store.ts';
import type { TimerRead, TimerStore } from '../store/timer-store.ts';
import { calendarOf } from '../time/quebec.ts';
import { append } from './chain.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly store: CaseStore;
  readonly timers: TimerStore;
  readonly notices: NoticeStore;
  readonly team: Pick<TeamStore, 'read'>;
  readonly clock: Clock;
};

const atOnce = 100;
/** How long one sweep goes on, in milliseconds; the next one does the rest. */
const longest = 45_000;
/** How long the sweep may sleep when nothing is to come; on one machine any write wakes it before. */
const rest = 86_400_000;

export type RungTimers = { readonly looked: number; readonly failed: number; readonly nextDueAt?: string };

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

const messageTo = ({ sub, tellAt }: Asked): Message => ({ sub, tellAt, state: 'waiting', tryAt: tellAt, attempts: 0 });

/** Whoever took an earlier request upon them is asked again with the others. */
const withOwner = (asked: readonly Asked[], owner: string | undefined): readonly Asked[] => {
  const [first] = asked;
  return owner === undefined || !first || asked.some(({ sub }) => sub === owner)
    ? asked
    : [...asked, { sub: owner, tellAt: first.tellAt }];
};

type Raised = { readonly thread: Thread; readonly escalation: Escalation; readonly changed: Case };

/** The request for support that a rung of the contact ladder opens or raises. Those asked for support may see the case meanwhile. */
const raise = ({ found, thread, timer, asked, now }: Ring, rung: AskingRung, open: Escalation | undefined): Raised => {
  const subs = asked.map(({ sub }) => sub);
  const seq = open ? open.seq : thread.escalations.count + 1;
  const standIns = [...new Set([...(found.standIns ?? []), ...subs])];
  return {
    thread: { ...thread, escalations: { count: seq, isOpen: true } },
    escalation: ask(open, found, { seq, rung, dueAt: timer.dueAt, asked: subs, now }),
    changed: rung === 'direction' ? found : { ...found, standIns },
  };
};

/**
 * Records the rungs that have come and tells who is asked, once each: the claim is a condition on the timer itself, in the
 * transaction that writes all of it. Its cost grows with what has come due, not with what is open.
 */
export const makeRingTimers = ({ store, timers, notices, team, clock }: Dependencies) => {
  const tell = (ring: Ring): readonly Put[] =>
    ring.asked.flatMap((one) => [notices.puts.notice(noticeOf(ring, one)), notices.puts.message(messageTo(one))]);

  const raising = (ring: Ring, rung: AskingRung, open: Escalation | undefined, timer: Timer): readonly Put[] => {
    const { thread, escalation, changed } = raise(ring, rung, open);
    const facts = { type: 'support-requested', at: ring.now, actor: 'engine', rung, dueAt: ring.timer.dueAt } as const;
    const { next, event } = append(changed, facts);
    return [
      timers.puts.rung(timer, { ...ring, thread }),
      store.puts.changedCase(next, ring.found),
      store.puts.event(event),
      store.puts.escalation(escalation),
    ];
  };

  const record = async (read: TimerRead, now: string, people: Team): Promise<void> => {
    const { found, thread, timer } = read;
    const come = reached(timer, now);
    const last = come.at(-1);
    if (!last) return;
    if (!isBelieved(timer, found, thread)) {
      await timers.write([timers.puts.rung({ ...timer, next: timer.ladder.length }, read)]);
      return;
    }
    const { rung } = last;
    const asking = timer.subject === 'contact' && isAsking(rung) ? rung : undefined;
    const open =
      asking && thread.escalations.isOpen
        ? await store.readEscalation(found.caseId, thread.escalations.count)
        : undefined;
    const asked = whoIsAsked({ found, timer, rung, calendar: calendarOf(people.hours), now }, people);
    const ring: Ring = { ...read, come, rung, asked: withOwner(asked, open?.owner), now };
    const moved = { ...timer, next: timer.next + come.length };
    await timers.write([
      ...(asking ? raising(ring, asking, open, moved) : [timers.puts.rung(moved, read)]),
      ...recordsOf(ring).map(store.puts.rung),
      ...tell(ring),
    ]);
  };

  return async (): Promise<RungTimers> => {
    const began = clock.now();
    const teams = new Map<string, Promise<Team>>();
    const teamOf = ({ organisation, unit }: Case, now: string): Promise<Team> => {
      const name = `${organisation}#${unit}`;
      const known = teams.get(name) ?? team.read(organisation, unit, now);
      teams.set(name, known);
      return known;
    };
    const ring = (caseId: string, timerId: string) =>
      retrying(async () => {
        const now = clock.now();
        const read = await timers.read(caseId, timerId);
        if (read) await record(read, now, await teamOf(read.found, now));
      });

    let looked = 0;
    let failed = 0;
    let after: string | undefined = '';
    do {
      const listed = await timers.due({ after, now: began, limit: atOnce });
      for (const { caseId, timerId } of listed) {
        await ring(caseId, timerId).catch(() => {
          failed += 1;
        });
      }
      looked += listed.length;
      // What cannot be recorded stays in front; those behind it have their turn all the same.
      after = listed.length < atOnce ? undefined : listed.at(-1)?.sort;
    } while (after !== undefined && Date.parse(clock.now()) - Date.parse(began) < longest);
    if (looked > 0) return { looked, failed };
    const next = await timers.nextAfter(began);
    const latest = new Date(Date.parse(began) + rest).toISOString();
    return { looked, failed, nextDueAt: next !== undefined && next < latest ? next : latest };
  };
};
