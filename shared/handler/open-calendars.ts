import type { Calendars } from '../cases/ports.ts';
import type { TeamStore } from '../store/team-store.ts';
import type { Calendar } from '../time/calendar.ts';
import { calendarOf } from '../time/quebec.ts';

/** Milliseconds for which an organisation's hours are believed: they change a few times a year. */
const keptFor = 60_000;

/** The calendars of this environment's organisations. */
export const openCalendars = ({ team }: { readonly team: Pick<TeamStore, 'hours'> }): Calendars => {
  const kept = new Map<string, { readonly calendar: Calendar; readonly until: number }>();
  return {
    of: async (organisation) => {
      const known = kept.get(organisation);
      if (known && known.until > performance.now()) return known.calendar;
      const calendar = calendarOf(await team.hours(organisation));
      kept.set(organisation, { calendar, until: performance.now() + keptFor });
      return calendar;
    },
  };
};
