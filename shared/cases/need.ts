import type { Case } from '../domain/case/case.ts';
import { lastTouchedAt, type Thread } from '../domain/case/thread.ts';
import { intensities } from '../domain/vocabulary.ts';
import type { Calendar } from '../time/calendar.ts';
import { dayOf } from '../time/opening.ts';

/** A case and its contact clock. */
export type Followed = { readonly found: Case; readonly thread: Thread };

/** When somebody is to be in touch again. */
export const contactDueAt = ({ thread }: Followed): string => thread.timer.dueAt;

/** Sorts before every day. */
const first = '';

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A new referral: nobody has tried to reach the youth yet. */
const isUntouched = ({ thread }: Followed): boolean => lastTouchedAt(thread) === undefined;

/**
 * In order of need: those whom nobody has tried to reach yet, the closest support first; then by the day on which contact is
 * due, the closest support first on the same day, then by the hour.
 */
export const byNeed = (followed: readonly Followed[], calendar: Calendar): readonly Followed[] =>
  followed
    .map((one) => ({ one, due: contactDueAt(one), closeness: intensities.indexOf(one.found.intensity) }))
    .map((entry) => ({ ...entry, day: isUntouched(entry.one) ? first : dayOf(calendar, entry.due) }))
    .sort((a, b) => compare(a.day, b.day) || a.closeness - b.closeness || compare(a.due, b.due))
    .map(({ one }) => one);
