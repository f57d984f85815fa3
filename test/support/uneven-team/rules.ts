import { Temporal } from 'temporal-polyfill';
import type { Intensity } from '../../../shared/domain/vocabulary.ts';
import type { Notice } from '../../../shared/domain/team/notice.ts';
import { isWorking } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { nameOf } from './people.ts';
import type { Told } from './told.ts';
import { isLive, isSuspended, type Act, type Youth } from './youth.ts';

/*
 * The rules that hold whatever people do, each said as a coordinator would and decided from what was done, never from what
 * the system says of it.
 */

const dayMs = 86_400_000;
const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / dayMs;

/** How often somebody is to be in touch, and how long a suspension may be left alone: days. */
const cadenceDays: Readonly<Record<Intensity, number>> = { intensive: 3, sustained: 3, regular: 7, light: 21 };
const suspendedDays = 30;
/** Between two rungs, the last weekly line and the next, or a due date and its telling, with weekends and holidays. */
const patienceDays = 16;
/** Until the first rung, then one each of the two above. */
const weeklyDays = 12;

const caseOf = ({ about }: Notice): string | undefined => ('caseId' in about ? about.caseId : undefined);

/** When somebody last acted for a youth, or until when somebody chose to leave it. */
const quietUntil = (youth: Youth): string => {
  const ends = youth.acts.map(({ at, until, kind }) => {
    if (until !== undefined) return `${until}T23:59:59.000Z`;
    const days = kind === 'suspend' ? suspendedDays : kind === 'look' ? 0 : cadenceDays[youth.intensity];
    return new Date(Date.parse(at) + days * dayMs).toISOString();
  });
  return [youth.receivedAt, ...ends].toSorted().at(-1) ?? youth.receivedAt;
};

const toldOf = (youth: Youth, told: readonly Told[]): readonly Told[] =>
  told.filter(({ notices }) => notices.some((one) => caseOf(one) === youth.caseId));

/** Nobody is forgotten: somebody acts for every youth whose case is open, or is told of them. */
const forgotten = (youth: Youth, told: readonly Told[], now: string): readonly string[] => {
  if (!isLive(youth, now) || isSuspended(youth, now)) return [];
  const ofThem = toldOf(youth, told);
  const last = [quietUntil(youth), ...ofThem.map(({ at }) => at)].toSorted().at(-1) ?? now;
  const days = daysBetween(last, now);
  if (days > patienceDays)
    return [`${youth.reference} is forgotten: nobody is told or acts for ${Math.floor(days)} days`];
  const acted = youth.acts.at(-1)?.at ?? youth.receivedAt;
  const isAtTheTop = ofThem.some(({ notices }) =>
    notices.some(
      ({ about, recordedAt }) =>
        caseOf({ about } as Notice) === youth.caseId &&
        about.kind === 'rung' &&
        about.rung === 'direction' &&
        recordedAt > acted,
    ),
  );
  const lastTold = ofThem.at(-1)?.at ?? now;
  return isAtTheTop && daysBetween(lastTold, now) > weeklyDays
    ? [`${youth.reference} is at the direction, and nobody is told of them every week`]
    : [];
};

/** Whether an act takes the ground from under what was to be told. */
const answers = (kind: Act['kind'], { about }: Notice): boolean => {
  if (about.kind === 'alarm') return kind === 'look';
  if (about.kind !== 'rung') return false;
  if (about.timerId === 'contact' || about.timerId === 'support') return kind === 'touch' || kind === 'answer';
  return false;
};

/** What is said once to those who worked with a youth, also after a death: that it happened, and that a talk is offered. */
const isOfColleagues = (kind: Notice['about']['kind']): boolean => kind === 'death' || kind === 'debrief';

const actsBetween = ({ acts }: Youth, from: string, until: string): readonly Act[] =>
  acts.filter(({ at }) => at > from && at <= until);

const lineWords = (one: Notice, youths: ReadonlyMap<string, Youth>): string => {
  const { about, recordedAt } = one;
  const youth = youths.get(caseOf(one) ?? '');
  const what = about.kind === 'rung' ? `${about.timerId} ${about.rung}` : about.kind;
  return `${what} of ${youth?.reference ?? 'nobody'} since ${recordedAt} (${youth?.acts.at(-1)?.kind ?? 'no act'} at ${youth?.acts.at(-1)?.at ?? ''})`;
};

const linesOf = ({ notices }: Told, youths: ReadonlyMap<string, Youth>): string =>
  notices.map((notice) => lineWords(notice, youths)).join('; ') || 'no line';

/** Nobody is told what is not: a message counts what is still to be looked at when it leaves, all of it, and nothing else. */
const untrue = (one: Told, youths: ReadonlyMap<string, Youth>): readonly string[] => {
  const { user, at, total, notices } = one;
  const [possible, certain] = [new Set<string>(), new Set<string>()];
  for (const notice of notices) {
    const { about, recordedAt } = notice;
    const id = caseOf(notice) ?? notice.noticeId;
    const youth = youths.get(id);
    if (!youth) {
      possible.add(id);
      continue;
    }
    const since = actsBetween(youth, recordedAt, at);
    if (isOfColleagues(about.kind) || (isLive(youth, at) && !since.some(({ kind }) => answers(kind, notice)))) {
      possible.add(id);
      if (since.length === 0 && isLive(youth, at) && notice.readAt === undefined) certain.add(id);
    }
  }
  if (total <= possible.size && total >= certain.size) return [];
  return [
    `${nameOf(user)} is told of ${total} at ${at}; true are ${certain.size} to ${possible.size}: ${linesOf(one, youths)}`,
  ];
};

const dayOf = (at: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO('America/Toronto').toPlainDate().toString();

/** What may be told at once, in working hours: closest support, somebody who may not be safe, a death, a joined referral. */
const isUrgent = ({ about }: Notice): boolean =>
  about.kind === 'rung' ? about.intensity === 'intensive' : about.kind !== 'advice' && about.kind !== 'debrief';

/** What is told to whoever it concerns at any hour: somebody may not be safe tonight, or was referred again as urgent. */
const isForTonight = ({ about: { kind } }: Notice): boolean => kind === 'alarm' || kind === 'referral-joined';

/** At most one message a person a day beside what is urgent, and none at night but to whoever is on call. */
const tooMany = (told: readonly Told[], youths: ReadonlyMap<string, Youth>, onCall: string): readonly string[] => {
  const perDay = new Map<string, number>();
  const faults: string[] = [];
  for (const one of told) {
    const key = `${one.user} ${dayOf(one.at)}`;
    const isAtOnce = one.notices.length > 0 && one.notices.every(isUrgent);
    if (!isAtOnce) perDay.set(key, (perDay.get(key) ?? 0) + 1);
    const mayRing = isAtOnce && (one.user === onCall || one.notices.every(isForTonight));
    if (!mayRing && !isWorking(quebecCalendar, `${one.at.slice(0, 16)}:00.000Z`)) {
      faults.push(`${nameOf(one.user)} is told at night or on a day off, at ${one.at}: ${linesOf(one, youths)}`);
    }
  }
  for (const [key, count] of perDay) if (count > 1) faults.push(`${key}: ${count} messages in a day`);
  return faults;
};

export type World = {
  readonly youths: readonly Youth[];
  readonly told: readonly Told[];
  /** What left since the last look. */
  readonly fresh: readonly Told[];
  readonly onCall: string;
  readonly now: string;
};

/** What breaks a rule, in words; nothing when all is well. */
export const brokenRules = ({ youths, told, fresh, onCall, now }: World): readonly string[] => {
  const byId = new Map(youths.map((youth) => [youth.caseId, youth]));
  return [
    ...youths.flatMap((youth) => forgotten(youth, told, now)),
    ...fresh.flatMap((one) => untrue(one, byId)),
    ...tooMany(fresh, byId, onCall),
  ];
};

/** The longest time, in days, in which nobody acted for a youth and nobody was told of them. */
export const longestSilence = (youth: Youth, told: readonly Told[], now: string): number => {
  const ends = youth.acts.filter(({ kind }) => kind === 'death' || kind === 'end').map(({ at }) => at);
  const until = isLive(youth, now) ? now : (ends.at(-1) ?? now);
  const heard = [...youth.acts.map(({ at }) => at), ...toldOf(youth, told).map(({ at }) => at), until]
    .filter((at) => at <= until)
    .toSorted();
  let [longest, from] = [0, youth.receivedAt];
  for (const at of heard) {
    longest = Math.max(longest, daysBetween(from, at));
    from = at;
  }
  return longest;
};
