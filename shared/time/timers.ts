import { Temporal } from 'temporal-polyfill';
import type { Case } from '../domain/case/case.ts';
import { suspendedStep } from '../domain/case/lead.ts';
import { mostRepeats, type Timer } from '../domain/case/timer.ts';
import type { Due, FollowUp, Rung } from '../domain/pathway/due.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import type { CaseRole } from '../domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import { dueAt } from './due-at.ts';
import { fromLocal, toIso } from './local-time.ts';
import { beforeOpening, morningAfter } from './opening.ts';
import { rungsOf } from './rungs-of.ts';

type Plan = Pick<Timer, 'caseId' | 'timerId' | 'subject' | 'cycle' | 'since' | 'dueAt'> & {
  readonly owner: CaseRole;
  readonly ladder: readonly Rung[];
};

const timerOf = ({ ladder, ...plan }: Plan, calendar: Calendar): Timer => ({
  ...plan,
  calendar: calendar.id,
  ladder: [...rungsOf({ due: plan.dueAt, openedAt: plan.since, ladder, calendar })],
  next: 0,
});

const onlyDue = (ladder: readonly Rung[]): readonly Rung[] => ladder.filter(({ rung }) => rung === 'due');

/**
 * The timer of the visit that a case stands at; `undefined` when nothing is due, or nobody is to be asked. The end of a suspension is told, and
 * nothing before it.
 */
export const stepTimer = (found: Case, pathway: Pathway, calendar: Calendar): Timer | undefined => {
  const { caseId, intensity, step } = found;
  const { dueAt: due, openedAt: since } = step;
  if (due === undefined || since === undefined || found.rests) return undefined;
  const clock = pathway.steps[step.id];
  const { thread } = pathway;
  const rules =
    clock && step.id !== suspendedStep
      ? { owner: clock.owner, ladder: clock.ladder[intensity] }
      : { owner: thread.owner, ladder: onlyDue(thread.ladder[intensity]) };
  if (rules.ladder.length === 0) return undefined;
  const plan = { caseId, timerId: 'step', subject: 'step', cycle: step.visit, since, dueAt: due, ...rules } as const;
  return timerOf(plan, calendar);
};

/** What an activity asked for: a check at the moment that was promised, or a colleague's look. */
export const followUpTimer = (
  { caseId, intensity }: Pick<Case, 'caseId' | 'intensity'>,
  { owner, due, ladder }: FollowUp,
  asked: {
    readonly timerId: string;
    readonly occurredAt: string;
    readonly promised: string | undefined;
    /** Somebody may not be safe: everybody has been told, and is again from the next morning on. */
    readonly every?: Due | undefined;
    readonly now: string;
  },
  calendar: Calendar,
): Timer | undefined => {
  const { timerId, occurredAt, now } = asked;
  const { every } = asked;
  if (every) {
    const at = beforeOpening(calendar, morningAfter(calendar, now));
    const plan = { caseId, timerId, subject: 'activity', cycle: 1, since: now, dueAt: now, owner } as const;
    return { ...plan, calendar: calendar.id, ladder: [{ rung: 'due', at }], next: 0, every };
  }
  const promised = asked.promised && toIso(Temporal.Instant.from(asked.promised));
  const at = promised ?? (due && dueAt({ due, from: occurredAt, calendar }));
  if (at === undefined) return undefined;
  const plan = { caseId, timerId, subject: 'activity', cycle: 1, since: now, dueAt: at, owner } as const;
  return timerOf({ ...plan, ladder: ladder[intensity] }, calendar);
};

/**
 * A birthday that the worker is told of in time, or at once where that time has passed: of the day only the month is known.
 * @param bornIn year and month, as in 2001-07
 */
export const ageTimer = (
  caseId: string,
  { bornIn, now }: { readonly bornIn: string; readonly now: string },
  { age, thread }: Pathway,
  calendar: Calendar,
): Timer | undefined => {
  if (!age) return undefined;
  const birthday = Temporal.PlainYearMonth.from(bornIn).add({ years: age.years }).toPlainDate({ day: 1 });
  const told = birthday.subtract(Temporal.Duration.from(age.before));
  const inTime = fromLocal(calendar, told.toPlainDateTime(calendar.opens));
  const due = inTime > now ? inTime : now;
  const plan = { caseId, timerId: 'age', subject: 'age', cycle: 1, since: now, dueAt: due } as const;
  return timerOf({ ...plan, owner: thread.owner, ladder: onlyDue(thread.ladder.regular) }, calendar);
};

/** How long a request for support of which the direction was told waits before its coordinator is told again. */
const weekly: Due = { in: 'P7D', time: 'calendar' };

/** Tells the coordinator every week of a request that the direction was told of, until somebody answers. */
export const unansweredTimer = (
  { caseId, cycle }: Pick<Timer, 'caseId' | 'cycle'>,
  now: string,
  calendar: Calendar,
): Timer => ({
  ...{ caseId, timerId: 'support', subject: 'support', owner: 'coordinator', cycle: cycle * mostRepeats },
  ...{ since: now, dueAt: now, calendar: calendar.id, next: 0, every: weekly },
  ladder: [{ rung: 'due', at: dueAt({ due: weekly, from: now, calendar }) }],
});

/** A timer that repeats, as it is while its next time is told: a schedule of its own. */
export const nextTime = (timer: Timer): Timer => (timer.every ? { ...timer, cycle: timer.cycle + 1 } : timer);

/** The timer once its rungs are told: past them, or waiting for the morning of its next time. */
export const afterRungs = (timer: Timer, told: number, now: string, calendar: Calendar): Timer => {
  if (!timer.every) return { ...timer, next: timer.next + told };
  const at = beforeOpening(calendar, dueAt({ due: timer.every, from: now, calendar }));
  return { ...timer, ladder: [{ rung: 'due', at }], next: 0 };
};
