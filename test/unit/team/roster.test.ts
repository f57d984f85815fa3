import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OnCall, Roster } from '../../../shared/domain/team/organisation.ts';
import { addToRoster, takeOffRoster } from '../../../shared/domain/team/roster.ts';

const now = '2026-03-11T12:00:00.000Z';
const empty: Roster = { organisation: 'est', unit: 'soutien', entries: [], version: 0 };
const hour = (n: number): string => new Date(Date.parse(now) + n * 3_600_000).toISOString();
const shift = (entryId: string, from: number, until: number): OnCall => ({
  entryId,
  organisation: 'est',
  unit: 'soutien',
  sub: 'worker',
  from: hour(from),
  until: hour(until),
});
const idsIn = (roster: Roster | string): readonly string[] | string =>
  typeof roster === 'string' ? roster : roster.entries.map(({ entryId }) => entryId);

const withNight: Roster = { ...empty, entries: [shift('night', 10, 20)], version: 1 };

describe('a roster', () => {
  test.each([
    ['in the middle', 12, 14],
    ['all around', 5, 25],
    ['over its beginning', 9, 11],
    ['over its end', 19, 21],
    ['at the same time', 10, 20],
  ])('refuses an entry that stands %s of another', (_, from, until) => {
    expect(addToRoster(withNight, shift('other', from, until), now)).toBe('roster-overlaps');
  });

  test('takes one that begins where another ends, in order', () => {
    const before = addToRoster(withNight, shift('before', 5, 10), now);
    expect(idsIn(before)).toEqual(['before', 'night']);
    expect(idsIn(addToRoster(withNight, shift('after', 20, 30), now))).toEqual(['night', 'after']);
  });

  test('forgets what is over, and counts its changes', () => {
    const past = { ...withNight, entries: [shift('over', -10, 0), ...withNight.entries], version: 7 };
    expect(addToRoster(past, shift('after', 20, 30), now)).toMatchObject({ version: 8 });
    expect(idsIn(addToRoster(past, shift('after', 20, 30), now))).toEqual(['night', 'after']);
    expect(idsIn(takeOffRoster(past, 'night', now))).toEqual([]);
  });

  test('is the same without an entry that is not there', () => {
    expect(takeOffRoster(withNight, 'other', now)).toBe(withNight);
  });

  test('says when it is full', () => {
    const entries = Array.from({ length: 100 }, (_, n) => shift(String(n), n, n + 1));
    expect(addToRoster({ ...empty, entries }, shift('one-more', 200, 201), now)).toBe('roster-full');
  });

  test('never has two people on call at once, whatever is asked of it', () => {
    const asked = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 30 })));
    fc.assert(
      fc.property(asked, (shifts) => {
        let roster = empty;
        for (const [index, [from, length]] of shifts.entries()) {
          const next = addToRoster(roster, shift(String(index), from, from + length), now);
          if (typeof next !== 'string') roster = next;
        }
        const { entries } = roster;
        return entries.every((one, index) => index === 0 || (entries[index - 1]?.until ?? '') <= one.from);
      }),
    );
  });
});
