import { whoIsAsked, type Asked } from '../../../shared/access/asked.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import type { RungName } from '../../../shared/domain/pathway/due.ts';
import type { OnCall } from '../../../shared/domain/team/organisation.ts';
import type { CaseRole } from '../../../shared/domain/vocabulary.ts';
import { quebecCalendar as calendar } from '../../../shared/time/quebec.ts';

/** Somebody of the organisation; the direction is of the program. */
export const member = (sub: string, role: Membership['role'], over: Partial<Membership> = {}): Membership => ({
  sub,
  name: sub,
  role,
  organisation: 'est',
  mandate: role === 'director' ? { unit: 'direction', kind: 'program' } : { unit: 'soutien', kind: 'support' },
  language: 'fr',
  ...over,
});

/** Absent all of March. */
export const away = { from: '2026-03-01', until: '2026-03-31' };

export const worker = member('w', 'caseworker', { backup: 'b' });
export const backup = member('b', 'caseworker');
const second = member('s', 'caseworker');
export const coordinator = member('c', 'coordinator');
export const director = member('d', 'director');
const supervisor = member('v', 'supervisor');
/** One of each: a worker with a backup, the case’s second worker, a coordinator, a director and a supervisor. */
export const everybody = [worker, backup, second, coordinator, director, supervisor];

/** A case that the worker and the second worker carry. */
export const found = { responsible: 'w', second: 's', intensity: 'regular' as const };
/** Wednesday 11 March at noon, in Montréal. */
export const noon = '2026-03-11T16:00:00.000Z';
/** The opening of the day after. */
export const nextMorning = '2026-03-12T13:00:00.000Z';
/** Saturday 14 March at eleven in the evening, and the Monday after it at nine. */
export const saturdayNight = '2026-03-15T03:00:00.000Z';
export const monday = '2026-03-16T13:00:00.000Z';

type Over = Partial<Omit<Parameters<typeof whoIsAsked>[0], 'timer'>> & { readonly owner?: CaseRole };

/** Asks at Wednesday noon, of everybody, for something that presses; `over` says otherwise. */
export const ask = (
  rung: RungName,
  members: readonly Membership[] = everybody,
  { owner = 'caseworker', ...over }: Over = {},
  onCall: readonly OnCall[] = [],
): readonly Asked[] =>
  whoIsAsked(
    {
      found,
      timer: { subject: 'contact', owner, dueAt: '2026-03-11T15:00:00.000Z' },
      rung,
      isPressing: true,
      calendar,
      now: noon,
      ...over,
    },
    { members, onCall },
  );

/** Who they are, in order. */
export const subs = (asked: readonly Asked[]): readonly string[] => asked.map(({ sub }) => sub).toSorted();

/** Everybody but these. */
export const without = (...gone: readonly string[]) => everybody.filter(({ sub }) => !gone.includes(sub));

/** Everybody, of whom these are absent. */
export const withAway = (...gone: readonly string[]) =>
  everybody.map((one) => (gone.includes(one.sub) ? { ...one, absence: away } : one));
