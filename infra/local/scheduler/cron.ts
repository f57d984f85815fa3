import { Temporal } from 'temporal-polyfill';

/** The six fields of an AWS cron expression as sets; undefined stands for every value. */
type Fields = {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number> | undefined;
  readonly months: ReadonlySet<number> | undefined;
  /** 1 is Sunday, as AWS counts. */
  readonly weekdays: ReadonlySet<number> | undefined;
  readonly years: ReadonlySet<number> | undefined;
};

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Days that are looked at before an expression is held never to come. */
const horizon = 366 * 5;

const numberIn = (text: string, names: readonly string[]): number => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + 1 : Number(text);
  if (!Number.isInteger(value)) throw new TypeError(`${text} has no local life`);
  return value;
};

const range = (text: string, least: number, most: number, names: readonly string[]): readonly number[] => {
  const [span = '', step = '1'] = text.split('/');
  const [from, to] = span === '*' ? [least, most] : span.split('-').map((each) => numberIn(each, names));
  const first = from ?? least;
  const last = to ?? (text.includes('/') ? most : first);
  const by = numberIn(step, []);
  if (first < least || last > most || first > last || by < 1) throw new TypeError(`${text} is out of range`);
  return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, index) => first + index * by);
};

const field = (
  text: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined =>
  text === '*' || text === '?'
    ? undefined
    : new Set(text.split(',').flatMap((part) => range(part, least, most, names)));

const every = (most: number): ReadonlySet<number> => new Set(Array.from({ length: most + 1 }, (_, value) => value));

const parse = (expression: string): Fields => {
  const parts = expression.trim().split(/\s+/);
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = parts;
  if (parts.length !== 6) throw new TypeError('a cron expression has six fields');
  return {
    minutes: field(minutes, 0, 59) ?? every(59),
    hours: field(hours, 0, 23) ?? every(23),
    days: field(days, 1, 31),
    months: field(months, 1, 12, monthNames),
    weekdays: field(weekdays, 1, 7, weekdayNames),
    years: field(years, 1970, 2199),
  };
};

const holds = (set: ReadonlySet<number> | undefined, value: number): boolean => set?.has(value) ?? true;

const isOn = (fields: Fields, day: Temporal.PlainDate): boolean =>
  holds(fields.years, day.year) &&
  holds(fields.months, day.month) &&
  holds(fields.days, day.day) &&
  holds(fields.weekdays, (day.dayOfWeek % 7) + 1);

/**
 * Reads an AWS cron expression (minutes, hours, day of month, month, day of week, year) in a time zone.
 * @returns the first time after a given one, in milliseconds; Infinity when there is none within five years.
 * @throws TypeError for what has no local life, such as L, W and #.
 */
export const parseCron = (expression: string, timeZone: string): ((after: number) => number) => {
  const fields = parse(expression);
  return (after) => {
    let day = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
    for (let looked = 0; looked < horizon; looked += 1, day = day.add({ days: 1 })) {
      if (!isOn(fields, day)) continue;
      for (const hour of fields.hours) {
        for (const minute of fields.minutes) {
          const at = day.toZonedDateTime({ timeZone, plainTime: { hour, minute } }).epochMilliseconds;
          if (at > after) return at;
        }
      }
    }
    return Infinity;
  };
};
