import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { personSchema } from '../../../shared/domain/person.ts';
import * as vocabulary from '../../../shared/domain/vocabulary.ts';
import { published } from '../../../workflows/catalogue.ts';
import { rendered } from '../../../workflows/compile/rendered.ts';

const both = z.strictObject({ fr: z.string(), en: z.string() });

/** Every text in both languages that stands anywhere in a value. */
const textsIn = (value: unknown): readonly z.output<typeof both>[] => {
  const text = both.safeParse(value);
  if (text.success) return [text.data];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
const texts = textsIn([published.map(rendered), vocabulary, z.toJSONSchema(personSchema)]);

test('people read many texts, and none is empty', () => {
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter(({ fr, en }) => fr.trim() === '' || en.trim() === '')).toEqual([]);
});

test('no text says that a person is a case, a target, an offender or a gang', () => {
  const harsh =
    /\b(cas|cible|auteurs?|gangs?|risque|escalade|référencement|éligib\w+|clients?|bénéficiaires?|signalement)\b/i;

  expect(texts.map(({ fr }) => fr).filter((fr) => harsh.test(fr))).toEqual([]);
});

test('French keeps its spaces from breaking, its apostrophes curly, and no median point', () => {
  const careless = / [:»]|« |[^\u00A0]»|«[^\u00A0]|'|·/;

  expect(texts.map(({ fr }) => fr).filter((fr) => careless.test(fr))).toEqual([]);
});

test('examples of a person fit what a person is', () => {
  const { examples } = z.object({ examples: z.array(z.unknown()).min(1) }).parse(personSchema.meta());

  expect(examples.map((example) => personSchema.safeParse(example).success)).not.toContain(false);
});

test.each([
  ['without a way to be reached', { name: 'Zed', reach: [], ageBand: '18-21' }],
  ['without a name', { name: ' ', reach: [{ way: 'phone', value: '514 555-0123' }], ageBand: '18-21' }],
  [
    'with something else',
    { name: 'Zed', reach: [{ way: 'phone', value: '514 555-0123' }], ageBand: '18-21', gang: 'x' },
  ],
])('a person %s is refused', (_, person) => {
  expect(personSchema.safeParse(person).success).toBe(false);
});
