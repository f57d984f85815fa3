import type { Case } from '../domain/case/case.ts';
import type { OnCall } from '../domain/team/organisation.ts';
import type { Timer } from '../domain/case/timer.ts';
import type { RungName } from '../domain/pathway/due.ts';
import { caseRoles } from '../domain/vocabulary.ts';
import type { Calendar } from '../time/calendar.ts';
import { dayOf, endOfMinute, isWorking, morningAfter, morningOf } from '../time/opening.ts';
import type { Membership } from './membership.ts';
import { isAway, standInsOf } from './stand-ins.ts';

/** Who could be asked on behalf of a case: its mandate's members and the direction, and the roster. */
export type Askable = { readonly members: readonly Membership[]; readonly onCall: readonly OnCall[] };

/** Somebody who is asked, and the moment of the message that tells them. ISO 8601, UTC. */
export type Asked = { readonly sub: string; readonly tellAt: string };

type Question = {
  readonly found: Pick<Case, 'responsible' | 'second' | 'intensity'>;
  readonly timer: Pick<Timer, 'owner' | 'dueAt' | 'every' | 'subject'>;
  readonly rung: RungName;
  /** Whether somebody may be alone with it tonight; only that rings at night. */
  readonly isPressing: boolean;
  readonly calendar: Calendar;
  /** ISO 8601, UTC. */
  readonly now: string;
};

/** A supervisor is asked for what is theirs only: a step that names them, a case that they carry; not as anybody's backup. */
const askableIn = ({ members }: Askable, { found, timer }: Question): readonly Membership[] =>
  members.filter(({ role, sub }) => {
    if (role !== 'supervisor') return role === 'caseworker' || role === 'coordinator' || role === 'director';
    return timer.owner === 'supervisor' || sub === found.responsible;
  });

/** Whoever is there that day: the person, else who stands in for them. */
const presentOf = (members: readonly Membership[], sub: string | undefined, day: string): readonly Membership[] => {
  const person = members.find((one) => one.sub === sub);
  if (!person) return [];
  return isAway(person, day) ? standInsOf(person, members, day) : [person];
};

const presentIn = (members: readonly Membership[], role: Membership['role'], day: string): readonly Membership[] =>
  members.filter((one) => one.role === role).flatMap(({ sub }) => presentOf(members, sub, day));

/** Who is asked at each level, from the worker up. */
const levels = ({ found, timer }: Question, members: readonly Membership[], day: string) => {
  const { responsible, second } = found;
  // Whoever became a director since is asked as one.
  const team = members.filter(({ role }) => role !== 'director');
  const backup = team.find(({ sub }) => sub === responsible)?.backup;
  const owners =
    timer.owner === 'caseworker' ? presentOf(team, responsible, day) : presentIn(members, timer.owner, day);
  const coordinators = presentIn(members, 'coordinator', day);
  const colleagues = [backup, second].filter((sub) => sub !== responsible).flatMap((sub) => presentOf(team, sub, day));
  return {
    owners,
    support: [...colleagues, ...coordinators],
    coordinators,
    direction: presentIn(members, 'director', day),
  };
};

/** Where a level is empty, the next one above is asked: nothing is told to nobody as long as there is somebody. */
const firstNotEmpty = (...asked: readonly (readonly Membership[])[]): readonly Membership[] =>
  asked.find((people) => people.length > 0) ?? [];

const recipients = (question: Question, members: readonly Membership[], day: string): readonly Membership[] => {
  const { owners, support, coordinators, direction } = levels(question, members, day);
  switch (question.rung) {
    case 'due-soon':
    case 'due':
      return firstNotEmpty(owners, coordinators, direction);
    case 'backup-and-coordinator':
      return firstNotEmpty(support, direction);
    case 'direction':
      return firstNotEmpty(direction, coordinators);
  }
};

const tellAtOf = ({ found, timer, rung, calendar, now }: Question): string => {
  if (rung === 'due-soon') return morningOf(calendar, timer.dueAt, now);
  if (timer.subject === 'support') return morningAfter(calendar, now);
  const isAlarm = timer.subject === 'activity' && timer.every !== undefined;
  return (found.intensity === 'intensive' || isAlarm) && isWorking(calendar, now)
    ? endOfMinute(now)
    : morningAfter(calendar, now);
};

/** Outside working hours something intensive that presses is told at once to whoever is on call, and to nobody else. */
const onCallNow = (
  { found, rung, isPressing, calendar, now }: Question,
  { members, onCall }: Askable,
): readonly string[] => {
  if (!isPressing || found.intensity !== 'intensive' || rung !== 'due' || isWorking(calendar, now)) return [];
  const present = onCall.filter(({ from, until }) => from <= now && now < until).map(({ sub }) => sub);
  const isCaseRole = ({ role }: Membership) => (caseRoles as readonly string[]).includes(role);
  return [...new Set(present)].filter((sub) => members.some((one) => one.sub === sub && isCaseRole(one)));
};

/**
 * Who is asked when a rung is reached, and when each is told: as people stand on the day of the telling. The clinical
 * supervisor is nobody's rung. Empty only where there is nobody at all.
 */
export const whoIsAsked = (question: Question, askable: Askable): readonly Asked[] => {
  const { calendar, now } = question;
  const tellAt = tellAtOf(question);
  const onCall = onCallNow(question, askable);
  const told = recipients(question, askableIn(askable, question), dayOf(calendar, tellAt)).map(({ sub }) => sub);
  return [
    // Whoever is on call has been told by then.
    ...[...new Set(told)].filter((sub) => !onCall.includes(sub)).map((sub) => ({ sub, tellAt })),
    ...onCall.map((sub) => ({ sub, tellAt: endOfMinute(now) })),
  ];
};
