import type { OnCall, Roster } from './organisation.ts';

/** A year of nights by the week, twice over: more than anybody plans, and a row that stays small. */
const mostEntries = 100;

const stillToCome = ({ entries }: Roster, now: string): readonly OnCall[] => entries.filter(({ until }) => until > now);

const withEntries = (roster: Roster, entries: readonly OnCall[]): Roster => ({
  ...roster,
  entries: [...entries],
  version: roster.version + 1,
});

/** The roster with that entry, or why it cannot be on it: one person at a time is called at night. */
export const addToRoster = (roster: Roster, entry: OnCall, now: string): Roster | 'roster-overlaps' | 'roster-full' => {
  const entries = stillToCome(roster, now);
  if (entries.some(({ from, until }) => from < entry.until && entry.from < until)) return 'roster-overlaps';
  if (entries.length >= mostEntries) return 'roster-full';
  return withEntries(
    roster,
    [...entries, entry].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  );
};

/** The roster without that entry; the same one when it was not there. */
export const takeOffRoster = (roster: Roster, entryId: string, now: string): Roster => {
  const isThere = roster.entries.some((one) => one.entryId === entryId);
  if (!isThere) return roster;
  return withEntries(
    roster,
    stillToCome(roster, now).filter((one) => one.entryId !== entryId),
  );
};
