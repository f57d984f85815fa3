import type { Due, Rung, RungName } from '../domain/pathway/due.ts';
import type { Calendar } from './calendar.ts';
import { dueAt } from './due-at.ts';
import { workingDays } from './working-days.ts';

export type RungAt = { readonly rung: RungName; readonly at: string };

/** How long those who are asked in working hours have before those above them are. */
const turn: Due = { in: 'P1D', time: 'business' };

const later = (a: string, b: string): string => (a > b ? a : b);

type Opened = {
  readonly due: string;
  readonly openedAt: string;
  readonly ladder: readonly Rung[];
  readonly calendar: Calendar;
};

/**
 * The close of the day on which it was opened, for what falls due on a later one: that day's morning speaks of it. Nothing
 * where it falls due the same day: nobody is told that something is due soon at the moment they receive it.
 */
const atDaysEnd = ({ due, openedAt, calendar }: Opened): string | undefined => {
  const days = workingDays(calendar);
  const opened = Date.parse(openedAt);
  const day = days.of(days.within(opened));
  const { closes } = days.at(day);
  return closes > opened && day < days.of(Date.parse(due)) ? new Date(closes).toISOString() : undefined;
};

/**
 * When each rung of a ladder stands around a due time, in UTC, in the ladder's order. `due-soon` never stands at the opening
 * or before it. Of two `reachable` rungs, which a weekend would bring to the same morning, the upper one waits a working day
 * for the lower one.
 */
export const rungsOf = (clock: Opened): readonly RungAt[] =>
  clock.ladder
    .reduce<readonly RungAt[]>((below, { rung, after, time }, index) => {
      const { calendar } = clock;
      const at = dueAt({ due: { in: after, time }, from: clock.due, calendar });
      const last = time === 'reachable' && clock.ladder[index - 1]?.time === time ? below.at(-1) : undefined;
      return [...below, { rung, at: last ? later(at, dueAt({ due: turn, from: last.at, calendar })) : at }];
    }, [])
    .flatMap(({ rung, at }) => {
      if (rung !== 'due-soon' || Date.parse(at) > Date.parse(clock.openedAt)) return [{ rung, at }];
      const end = atDaysEnd(clock);
      return end === undefined ? [] : [{ rung, at: end }];
    });
