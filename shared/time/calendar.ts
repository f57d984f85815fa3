import { Temporal } from 'temporal-polyfill';

/** When an organisation works: its time zone, its hours, and its days off beside Saturdays and Sundays. */
export type Calendar = {
  /** Stored beside every due time, so that it is known by which rule it was counted. */
  readonly id: string;
  readonly zone: string;
  readonly opens: Temporal.PlainTime;
  readonly closes: Temporal.PlainTime;
  readonly isHoliday: (day: Temporal.PlainDate) => boolean;
};

export const isWorkingDay = (calendar: Calendar, day: Temporal.PlainDate): boolean =>
  day.dayOfWeek <= 5 && !calendar.isHoliday(day);

/** The working day next to `day` in a direction. */
export const adjacentWorkingDay = (calendar: Calendar, day: Temporal.PlainDate, direction: 1 | -1) => {
  let next = day.add({ days: direction });
  while (!isWorkingDay(calendar, next)) next = next.add({ days: direction });
  return next;
};

/** That moment when it is in working hours, both ends included; otherwise the next opening. */
export const inWorkingHours = (calendar: Calendar, moment: Temporal.PlainDateTime): Temporal.PlainDateTime => {
  const day = moment.toPlainDate();
  const time = moment.toPlainTime();
  const isOpenToday = isWorkingDay(calendar, day) && Temporal.PlainTime.compare(time, calendar.closes) <= 0;
  if (!isOpenToday) return adjacentWorkingDay(calendar, day, 1).toPlainDateTime(calendar.opens);
  return Temporal.PlainTime.compare(time, calendar.opens) < 0 ? day.toPlainDateTime(calendar.opens) : moment;
};
