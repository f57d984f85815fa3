import { Temporal } from 'temporal-polyfill';
import type { DateBounds } from '../domain/pathway/date-bounds.ts';
import type { Duration } from '../domain/pathway/due.ts';
import type { Intensity } from '../domain/vocabulary.ts';
import { quebecCalendar } from './quebec.ts';

/** What the bounds of a date depend on: the moment of the writing, and the case. Moments in ISO 8601, UTC. */
export type DateContext = { readonly now: string; readonly receivedAt: string; readonly intensity: Intensity };

/** The first and the last day, or moment, that fit; of the same kind as what is typed, so that they compare as text. */
export type Bounded = { readonly min: string; readonly max: string };

const longest = (durations: readonly Duration[]): Duration =>
  durations.toSorted((a, b) => Temporal.Duration.compare(b, a))[0] ?? 'P0D';

const latestOf = (
  { latest }: DateBounds,
  { intensity }: DateContext,
  answers: Readonly<Record<string, unknown>>,
): Duration => {
  if (typeof latest === 'string') return latest;
  const of: Readonly<Record<string, Duration>> = latest.of;
  const answer = answers[latest.by] ?? (latest.by === 'intensity' ? intensity : undefined);
  return (typeof answer === 'string' ? of[answer] : undefined) ?? longest(Object.values(of));
};

const moved = (from: string, by: Duration): Temporal.Instant =>
  Temporal.Instant.from(from).add({ milliseconds: Temporal.Duration.from(by).total('milliseconds') });

/** Between what a date of a form lies for this case now, given what else was answered. */
export const boundsFor = (
  kind: 'day' | 'moment',
  bounds: DateBounds,
  context: DateContext,
  answers: Readonly<Record<string, unknown>> = {},
): Bounded => {
  const { now, receivedAt } = context;
  const { from, in: wait } = bounds.earliest;
  const last = latestOf(bounds, context, answers);
  const first = from === 'receipt' ? receivedAt : now;
  if (kind === 'moment') {
    return { min: moved(first, wait).toString(), max: moved(now, last).toString() };
  }
  const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(quebecCalendar.zone).toPlainDate();
  return {
    min: dayOf(first).add(Temporal.Duration.from(wait)).toString(),
    max: dayOf(now).add(Temporal.Duration.from(last)).toString(),
  };
};

/** Whether what was typed lies between its bounds. */
export const isWithin = (kind: 'day' | 'moment', typed: string, { min, max }: Bounded): boolean =>
  kind === 'day'
    ? min <= typed && typed <= max
    : Date.parse(min) <= Date.parse(typed) && Date.parse(typed) <= Date.parse(max);

/** A bound as people of here read it: a day, or a day and the hour on the clocks of Montréal. */
export const boundInWords = (kind: 'day' | 'moment', bound: string): string =>
  kind === 'day'
    ? bound
    : Temporal.Instant.from(bound)
        .toZonedDateTimeISO(quebecCalendar.zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ')
        .replace(/:(\d\d)$/, ' h $1');
