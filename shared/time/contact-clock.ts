import type { Timer } from '../domain/case/timer.ts';
import { lastTouchedAt, noteContact, type Contact, type Thread } from '../domain/case/thread.ts';
import type { Due, Thread as ThreadRules } from '../domain/pathway/due.ts';
import type { Intensity } from '../domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import { dueAt } from './due-at.ts';
import { rungsOf } from './rungs-of.ts';

/** What the cadence depends on: the intensity, and the step at which the case stands, or `suspended`. */
export type Standing = { readonly intensity: Intensity; readonly step: string };

/** The pathway's rules of contact, and the calendar that they are counted by. */
export type ContactRules = { readonly rules: ThreadRules; readonly calendar: Calendar };

const sooner = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

const cadenceOf = ({ during, due }: ThreadRules, { intensity, step }: Standing): Due =>
  (during?.[step] ?? due)[intensity];

const firstCadenceOf = ({ during, first }: ThreadRules, { intensity, step }: Standing): Due =>
  (during?.[step] ?? first)[intensity];

type Schedule = { readonly cycle: number; readonly since: string; readonly due: string; readonly intensity: Intensity };

const scheduled = (
  caseId: string,
  { cycle, since, due, intensity }: Schedule,
  { rules, calendar }: ContactRules,
): Timer => ({
  caseId,
  timerId: 'contact',
  subject: 'contact',
  owner: rules.owner,
  cycle,
  since,
  dueAt: due,
  calendar: calendar.id,
  ladder: [...rungsOf({ due, openedAt: since, ladder: rules.ladder[intensity], calendar })],
  next: 0,
});

/** The thread of a new case: the first contact is due from the receipt. Moments in ISO 8601. */
export const startThread = (
  caseId: string,
  { receivedAt, intensity }: { readonly receivedAt: string; readonly intensity: Intensity },
  contact: ContactRules,
): Thread => {
  const { rules, calendar } = contact;
  const due = dueAt({ due: rules.first[intensity], from: receivedAt, calendar });
  return {
    caseId,
    version: 1,
    startedAt: receivedAt,
    attempts: { latest: [] },
    timer: scheduled(caseId, { cycle: 1, since: receivedAt, due, intensity }, contact),
    followUps: [],
    escalations: { count: 0, isOpen: false },
  };
};

const reschedule = (thread: Thread, schedule: Omit<Schedule, 'cycle'>, contact: ContactRules): Thread => ({
  ...thread,
  timer: scheduled(
    thread.caseId,
    { ...schedule, cycle: Math.max(thread.timer.cycle, thread.cycles ?? 0) + 1 },
    contact,
  ),
});

/**
 * Notes a contact or an attempt; the newest one, by when it happened, sets the clock: to `next`, or to a cadence from then.
 * Until somebody is reached, an attempt gains the time of a first contact, not of a turn: the first who was reached, written
 * down late, gives the newest attempt its turn.
 */
export const touchThread = (
  thread: Thread,
  { next, ...contacted }: Contact & { readonly next?: string | undefined },
  standing: Standing,
  contact: ContactRules,
): Thread => {
  const noted = noteContact(thread, contacted);
  const newest = lastTouchedAt(noted) ?? thread.startedAt;
  const isNewest = contacted.at >= later(thread.startedAt, lastTouchedAt(thread) ?? '');
  const isFirstReached = contacted.reached && thread.lastReachedAt === undefined && newest >= thread.startedAt;
  if (!isNewest && !isFirstReached) return noted;
  const { rules, calendar } = contact;
  const cadence = noted.lastReachedAt === undefined ? firstCadenceOf(rules, standing) : cadenceOf(rules, standing);
  const due = next ?? dueAt({ due: cadence, from: newest, calendar });
  return reschedule(noted, { since: newest, due, intensity: standing.intensity }, contact);
};

/** The same due time with another ladder: what of it was told already is told once, in the same cycle. */
const regrade = (thread: Thread, intensity: Intensity, contact: ContactRules): Thread => {
  const { cycle, since, dueAt: due, ladder, next } = thread.timer;
  const told = new Set(ladder.slice(0, next).map(({ rung }) => rung));
  const graded = scheduled(thread.caseId, { cycle, since, due, intensity }, contact);
  const first = graded.ladder.findIndex(({ rung }) => !told.has(rung));
  return { ...thread, timer: { ...graded, next: first === -1 ? graded.ladder.length : first } };
};

type Move = {
  readonly before: Standing;
  readonly after: Standing;
  /** The day that somebody set for the next try, as an instant. */
  readonly next?: string | undefined;
  readonly now: string;
};

/**
 * Moves the clock when the case comes to stand otherwise, to the sooner of what was due and what now is. A suspended case
 * has its own cadence from the last contact; one whose first contact is still to come counts from the receipt.
 */
export const moveThread = (thread: Thread, { before, after, next, now }: Move, contact: ContactRules): Thread => {
  const { rules, calendar } = contact;
  const { intensity } = after;
  const cadence = cadenceOf(rules, after);
  const isSame = before.intensity === intensity && cadenceOf(rules, before) === cadence;
  if (isSame && next === undefined) return thread;
  const { since, dueAt: old } = thread.timer;
  const last = lastTouchedAt(thread);
  const counted = (from: string) => dueAt({ due: cadence, from, calendar });
  if (after.step === 'suspended') {
    const from = last ?? now;
    return reschedule(thread, { since: from, due: counted(from), intensity }, contact);
  }
  const anew = counted(now);
  const isFirst = before.step !== 'suspended' && last === undefined;
  const first = () => dueAt({ due: rules.first[intensity], from: thread.startedAt, calendar });
  const due = isFirst ? first() : [old, anew, ...(next === undefined ? [] : [next])].reduce(sooner);
  if (due === old) return regrade(thread, intensity, contact);
  return reschedule(thread, { since, due, intensity }, contact);
};

/** Sets the clock to a date that somebody took upon them; the ladder begins again from there. */
export const setThread = (
  thread: Thread,
  { due, now, intensity }: { readonly due: string; readonly now: string; readonly intensity: Intensity },
  contact: ContactRules,
): Thread => reschedule(thread, { since: now, due, intensity }, contact);

/**
 * The clock of a case that is opened again: contact is due a cadence from now, or where a withdrawal is undone when it was
 * due before, and at once if that has passed; on the day that the youth named, where it is waited for.
 */
export const restartThread = (
  thread: Thread,
  standing: Standing,
  { now, isUndo, due: named }: { readonly now: string; readonly isUndo: boolean; readonly due?: string | undefined },
  contact: ContactRules,
): Thread => {
  const anew = dueAt({ due: cadenceOf(contact.rules, standing), from: now, calendar: contact.calendar });
  const due = isUndo ? later(thread.timer.dueAt, now) : (named ?? anew);
  return setThread(thread, { due, now, intensity: standing.intensity }, contact);
};
