import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { parse } from '../../../shared/api/parse.ts';
import { ProblemError } from '../../../shared/api/problem.ts';
import { charactersOf, peopleText } from '../../../shared/domain/bounds/people-text.ts';
import { initialsOf } from '../../../shared/domain/initials.ts';

const name = peopleText({ most: 80 });
const note = peopleText({ most: 280, hasLines: true });

const refusal = (schema: z.ZodType, typed: unknown): readonly string[] => {
  try {
    return [`kept ${JSON.stringify(parse(schema, typed))}`];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return (['fr', 'en'] as const).map((language) => error.fieldErrors?.(language)[0]?.detail ?? '');
  }
};

describe('a name', () => {
  test.each([
    ['in letters and accents put together', 'Ele\u0301onore', 'Éléonore'.replace('É', 'E')],
    ['Vietnamese', 'Nguyê\u0303n Thi\u0323 Hươ\u0300ng', 'Nguyễn Thị Hường'],
    ['Arabic', 'محمد علي', 'محمد علي'],
    ['Inuktitut syllabics', 'ᐊᓛᓯᐊᖅ', 'ᐊᓛᓯᐊᖅ'],
    ['Persian, with what parts two letters', 'علی\u200cرضا', 'علی\u200cرضا'],
    ['Hindi', 'क्षमा', 'क्षमा'],
    ['an emoji', '🦊', '🦊'],
    ['a family of emoji', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['a heart that is red', '❤\ufe0f', '❤\ufe0f'],
    ['of one digit', '7', '7'],
    ['between spaces and a line’s end', ' \t Zed\r\n', 'Zed'],
    ['on two lines', 'Zed\nRoy', 'Zed Roy'],
    ['with what cannot be seen', 'Z\u200be\u00add\ufeff', 'Zed'],
    ['copied from a telephone’s contacts', '\u202a+1 514 555-0123\u202c', '+1 514 555-0123'],
    ['isolated by a browser', '\u2068Zed\u2069', 'Zed'],
  ])('%s is kept as it is read', (_what, typed, kept) => {
    expect(name.parse(typed)).toBe(kept);
  });

  test.each([
    ['nothing', '', 'visible'],
    ['spaces', ' \u00a0\u3000\t', 'visible'],
    ['what takes no place', '\u200b', 'visible'],
    ['joiners only', '\u200d\u200c', 'visible'],
    ['a blank letter', '\u3164', 'visible'],
    ['blank braille', '\u2800\u2800', 'visible'],
    ['a mark without a letter', '\u0301', 'visible'],
    ['a look of no emoji', '\ufe0f', 'visible'],
    ['NUL', 'Zed\u0000', 'commande'],
    ['a bell', '\u0007Zed', 'commande'],
    ['a control of 1980', 'Zed\u009b', 'commande'],
    ['no character at all', 'Zed\uffff', 'commande'],
    ['letters turned around', '\u202egnp.deZ', 'inverse'],
    ['letters turned the other way', 'a\u202dZed', 'inverse'],
    ['half a character', 'Zed\ud83e', 'moitié'],
    ['the other half', '\udd8aZed', 'moitié'],
    ['a tower of marks', `Z${'\u0301'.repeat(40)}ed`, 'signes'],
    ['81 characters', 'é'.repeat(81), '80'],
    ['81 foxes', '🦊'.repeat(81), '80'],
    ['one character without an end', `👨${'\u200d👨'.repeat(400)}`, '80'],
  ])('of %s is refused, and it is said why', (_what, typed, why) => {
    const [french = '', english = ''] = refusal(name, typed);
    expect(french).toContain(why);
    expect(english).toMatch(/^[A-Z][^é]+\.$/);
  });

  test.each([
    ['foxes', '🦊'],
    ['families', '👨‍👩‍👧‍👦'.slice(0, 5)],
    ['letters with an accent of their own', 'q\u0301'],
    ['letters of three bytes', 'ᐊ'],
  ])('is counted as people count: 80 %s', (_what, one) => {
    expect(charactersOf(name.parse(one.repeat(80)))).toHaveLength(80);
  });
});

describe('a note', () => {
  test('may have lines, whatever system they were typed on', () => {
    expect(note.parse('un\r\ndeux\u2028trois\rquatre\n')).toBe('un\ndeux\ntrois\nquatre');
    expect(note.parse('a\tb')).toBe('a b');
  });

  test.each(['\u0000', 'x\u202e', '\n\n', 'x'.repeat(281)])('%j is refused as in a name', (typed) => {
    expect(note.safeParse(typed).success).toBe(false);
  });
});

test('whatever is kept stays as it is when it is read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const { data } = note.safeParse(typed);
      if (data !== undefined) expect(note.parse(data)).toBe(data);
    }),
    { numRuns: 500 },
  );
});

test('what fits the JSON Schema by its length is never too long here', () => {
  const { maxLength } = z.toJSONSchema(name) as { maxLength: number };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength }), (typed) => {
      if (Array.from(typed).length <= maxLength) expect(refusal(name, typed).join(' ')).not.toContain('80');
    }),
    { numRuns: 500 },
  );
});

test('whatever name is kept has initials that can be seen, and at most three', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const { data } = name.safeParse(typed);
      if (data === undefined) return;
      const initials = initialsOf(data);
      expect(name.safeParse(initials).success).toBe(true);
      expect(charactersOf(initials).length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 500 },
  );
});
