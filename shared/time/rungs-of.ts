import type { Rung, RungName } from '../domain/pathway/due.ts';
import type { Calendar } from './calendar.ts';
import { dueAt } from './due-at.ts';

export type RungAt = { readonly rung: RungName; readonly at: string };

/**
 * When each rung of a ladder stands around a due time, in UTC, in the ladder's order. A rung that would stand at the opening
 * or before it is left out: nobody is told that something is due soon at the moment they receive it.
 */
export const rungsOf = (clock: {
  readonly due: string;
  readonly openedAt: string;
  readonly ladder: readonly Rung[];
  readonly calendar: Calendar;
}): readonly RungAt[] =>
  clock.ladder
    .map(({ rung, after, time }) => ({
      rung,
      at: dueAt({ due: { in: after, time }, from: clock.due, calendar: clock.calendar }),
    }))
    .filter(({ rung, at }) => rung !== 'due-soon' || Date.parse(at) > Date.parse(clock.openedAt));
