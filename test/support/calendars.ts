import type { Calendars } from '../../shared/cases/ports.ts';
import { quebecCalendar } from '../../shared/time/quebec.ts';

/** Every organisation works from Monday to Friday, 9 to 17. */
export const usualCalendars: Calendars = { of: () => Promise.resolve(quebecCalendar) };
