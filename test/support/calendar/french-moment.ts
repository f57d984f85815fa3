import { Temporal } from 'temporal-polyfill';

const zone = 'America/Toronto';
const days = ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'];
const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** A calendar is written to five minutes: sweeps come every minute, and people take some seconds. */
const grain = 5;

/**
 * The day of `mer. 24 juin`, or of `24 juin`.
 * @throws Error when that day of the year is another weekday: a slip in the table
 */
export const dayIn = (year: number, words: string): Temporal.PlainDate => {
  const [, weekday, day, month = ''] = /^(?:(\S+\.) )?(\d+) (\S+)$/.exec(words) ?? [];
  if (day === undefined) throw new Error(`« ${words} » n’est pas un jour`);
  const date = Temporal.PlainDate.from({ year, month: months.indexOf(month) + 1, day: Number(day) });
  const actual = days[date.dayOfWeek - 1];
  if (weekday !== undefined && weekday !== actual) throw new Error(`le ${words} ${year} est un ${actual ?? ''}`);
  return date;
};

/** The moment of `mer. 24 juin, 9 h 30` on the clocks of Montréal, in milliseconds since the epoch. */
export const momentIn = (year: number, words: string): number => {
  const [, day = '', hour, minute = '0'] = /^(.+), (\d+) h(?: (\d+))?$/.exec(words) ?? [];
  if (hour === undefined) throw new Error(`« ${words} » n’est pas un moment`);
  const time = Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) });
  return dayIn(year, day).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
};

/** That day in the words of a table. */
export const dayWords = (at: string): string => {
  const { dayOfWeek, day, month } = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return `${days[dayOfWeek - 1] ?? ''} ${day} ${months[month - 1] ?? ''}`;
};

/** That moment in the words of a table, to the last five minutes. */
export const momentWords = (at: string): string => {
  const { hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const kept = minute - (minute % grain);
  return `${dayWords(at)}, ${hour} h${kept === 0 ? '' : ` ${String(kept).padStart(2, '0')}`}`;
};
