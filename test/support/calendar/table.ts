/** One line of a calendar: a deed, or after an arrow what somebody receives. */
export type Line = { readonly when: string; readonly who: string; readonly what: string };

/** What people do, what they receive, and the days on which something is not received. */
export type Calendar = {
  readonly deeds: readonly Line[];
  readonly received: readonly Line[];
  /** `personne` in the second column: nobody receives that, on that day. */
  readonly silences: readonly Line[];
};

const arrow = '→ ';

/** Reads `| quand | qui | quoi |`, with a title and a rule above. */
export const calendarOf = (table: string): Calendar => {
  const lines = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [when = '', who = '', what = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return { when, who, what };
    });
  const told = lines
    .filter(({ what }) => what.startsWith(arrow))
    .map((line) => ({ ...line, what: line.what.slice(arrow.length) }));
  return {
    deeds: lines.filter(({ what }) => !what.startsWith(arrow)),
    received: told.filter(({ who }) => who !== 'personne'),
    silences: told.filter(({ who }) => who === 'personne'),
  };
};
