import { describe, expect, test } from '@jest/globals';
import { dateWords, plannedWords, seenWords, triedWords } from '../../../functions/console/page/when.ts';

// Friday 27 November 2026, 14:00 in Montréal.
const now = '2026-11-27T19:00:00.000Z';

describe('days in words', () => {
  test.each([
    ['2026-11-25T15:00:00.000Z', 'prévu mercredi dernier', 'planned last Wednesday'],
    ['2026-11-21T15:00:00.000Z', 'prévu samedi dernier', 'planned last Saturday'],
    ['2026-11-20T15:00:00.000Z', 'prévu le 20\u00a0novembre', 'planned on November\u00a020'],
    ['2026-11-26T15:00:00.000Z', 'prévu hier', 'planned yesterday'],
    ['2026-11-27T15:00:00.000Z', 'prévu aujourd’hui', 'planned today'],
    ['2026-11-28T15:00:00.000Z', 'prévu demain', 'planned tomorrow'],
    ['2026-12-01T15:00:00.000Z', 'prévu mardi', 'planned Tuesday'],
    ['2026-12-07T15:00:00.000Z', 'prévu le 7\u00a0décembre', 'planned on December\u00a07'],
    ['2026-10-02T15:00:00.000Z', 'prévu le 2\u00a0octobre', 'planned on October\u00a02'],
  ])('%s is « %s », and never late', (at, french, english) => {
    expect(plannedWords(at, now, 'fr').replaceAll("'", '’')).toBe(french);
    expect(plannedWords(at, now, 'en')).toBe(english);
  });

  test('the hour is said while it is still to come today', () => {
    expect(plannedWords('2026-11-27T21:30:00.000Z', now, 'fr')).toMatch(/^prévu aujourd.hui à 16\sh\s30$/);
    expect(plannedWords('2026-11-27T21:30:00.000Z', now, 'en')).toBe('planned today at 16:30');
  });

  test.each([
    ['2026-11-18T03:00:00.000Z', 'vu il y a 10 jours', 'seen 10 days ago'],
    ['2026-11-27T03:00:00.000Z', 'vu hier', 'seen yesterday'],
    // A telephone whose clock is ahead.
    ['2026-11-28T15:00:00.000Z', 'vu aujourd’hui', 'seen today'],
  ])('%s is « %s »', (at, french, english) => {
    expect(seenWords(at, now, 'fr').replaceAll("'", '’')).toBe(french);
    expect(seenWords(at, now, 'en')).toBe(english);
  });

  test('an attempt and a date have theirs', () => {
    expect(triedWords('2026-11-26T19:00:00.000Z', now, 'fr')).toBe('essayé hier');
    expect(dateWords(now, 'fr')).toBe('vendredi 27 novembre');
    expect(dateWords(now, 'en')).toBe('Friday, November 27');
  });
});
