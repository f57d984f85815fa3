import { Temporal } from 'temporal-polyfill';
import type { WorkingHours } from '../domain/team/organisation.ts';
import type { Calendar } from './calendar.ts';

/*
 * A table by rule, because the holiday packages bring the whole world (1.4 MB bundled). A test holds it against one of them.
 *
 * Kept: the days of the Act respecting labour standards, s. 60, and of the National Holiday Act, s. 2
 * (https://www.cnesst.gouv.qc.ca, article 60). The law lets the employer choose Good Friday or Easter Monday; both are days off
 * here, with 2 January and 26 December, because many organisations close and a due time should not fall on a closed door.
 * To be confirmed by the program.
 */
const fixed: ReadonlySet<string> = new Set(['01-01', '01-02', '06-24', '07-01', '12-25', '12-26']);

const isMonday = (day: Temporal.PlainDate) => day.dayOfWeek === 1;

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
const easter = (year: number): Temporal.PlainDate => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
};

const isAroundEaster = (day: Temporal.PlainDate) => {
  const sunday = easter(day.year);
  return day.equals(sunday.subtract({ days: 2 })) || day.equals(sunday.add({ days: 1 }));
};

/** Patriots' Day is the Monday before 25 May, Labour Day the first of September, Thanksgiving the second of October. */
const isMovable = (day: Temporal.PlainDate) =>
  isMonday(day) &&
  ((day.month === 5 && day.day >= 18 && day.day <= 24) ||
    (day.month === 9 && day.day <= 7) ||
    (day.month === 10 && day.day >= 8 && day.day <= 14));

/** 24 June and 1 July move to the Monday when they fall on a Sunday; the other days do not. */
const isMovedFromSunday = (day: Temporal.PlainDate) =>
  isMonday(day) && ((day.month === 6 && day.day === 25) || (day.month === 7 && day.day === 2));

/** Whether a community organisation in Québec is closed for a holiday that day. */
export const isQuebecHoliday = (day: Temporal.PlainDate): boolean =>
  fixed.has(day.toString().slice(5)) || isMovable(day) || isMovedFromSunday(day) || isAroundEaster(day);

/** Monday to Friday, 9 to 17, in Montréal. */
export const quebecCalendar: Calendar = {
  id: 'quebec-1',
  zone: 'America/Toronto',
  opens: Temporal.PlainTime.from('09:00'),
  closes: Temporal.PlainTime.from('17:00'),
  isHoliday: isQuebecHoliday,
};

const known = new Map<string, Calendar>();

/** The Québec calendar with an organisation's own hours, which its id names; made once, since days are kept by calendar. */
export const calendarOf = ({ opens, closes }: WorkingHours): Calendar => {
  const id = `${quebecCalendar.id}/${opens}-${closes}`;
  const calendar = known.get(id) ?? {
    ...quebecCalendar,
    id,
    opens: Temporal.PlainTime.from(opens),
    closes: Temporal.PlainTime.from(closes),
  };
  known.set(id, calendar);
  return calendar;
};
