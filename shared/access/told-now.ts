import type { Case } from '../domain/case/case.ts';
import type { Calendar } from '../time/calendar.ts';
import { dayOf, endOfMinute, isWorking, morningAfter } from '../time/opening.ts';
import { caseRoles } from '../domain/vocabulary.ts';
import type { Askable, Asked } from './asked.ts';
import { isAway, standInsOf } from './stand-ins.ts';

type Told = {
  readonly found: Pick<Case, 'responsible'>;
  /** Whether it waits for no morning. */
  readonly isUrgent: boolean;
  readonly calendar: Calendar;
  /** ISO 8601, UTC. */
  readonly now: string;
};

/**
 * Who is told of something that came to a case, and when: its worker, whoever stands in for them, else the coordinators. What
 * is urgent is told at once, outside working hours also to whoever is on call.
 */
export const whoIsToldNow = (
  { found, isUrgent, calendar, now }: Told,
  { members, onCall }: Askable,
): readonly Asked[] => {
  const tellAt = isUrgent ? endOfMinute(now) : morningAfter(calendar, now);
  const day = dayOf(calendar, tellAt);
  const worker = members.find(({ sub }) => sub === found.responsible);
  const present = worker && (isAway(worker, day) ? standInsOf(worker, members, day) : [worker]);
  const told = present?.length ? present : members.filter(({ role }) => role === 'coordinator');
  const isNight = isUrgent && !isWorking(calendar, now);
  const called = isNight ? onCall.filter(({ from, until }) => from <= now && now < until) : [];
  return [...new Set([...told, ...called].map(({ sub }) => sub))].map((sub) => ({ sub, tellAt }));
};

/** Who is told at once that a youth may not be safe tonight: whoever is on call, and the supervisors, else the coordinators. */
export const whoIsAlarmed = ({ members, onCall }: Askable, calendar: Calendar, now: string): readonly string[] => {
  const day = dayOf(calendar, now);
  const present = (role: (typeof caseRoles)[number]) =>
    members
      .filter((one) => one.role === role)
      .flatMap((one) => (isAway(one, day) ? standInsOf(one, members, day) : [one]));
  const supervisors = present('supervisor');
  const called = onCall.filter(({ from, until }) => from <= now && now < until).map(({ sub }) => sub);
  const isOfTeam = (sub: string) =>
    members.some((one) => one.sub === sub && (caseRoles as readonly string[]).includes(one.role));
  const asked = supervisors.length > 0 ? supervisors : present('coordinator');
  return [...new Set([...called.filter(isOfTeam), ...asked.map(({ sub }) => sub)])];
};
