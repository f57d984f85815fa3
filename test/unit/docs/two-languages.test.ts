import { expect, test } from '@jest/globals';
import { read } from './repository.ts';

const english = read('README.md');
const french = read('LISEZMOI.md');

/** How deep each heading is, in order, outside of fenced blocks. */
const headings = (text: string): readonly number[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^(#+) .+$/gm)].map(([, marks = '']) => marks.length);
/** What the fenced blocks have people type, and what they see. */
const blocks = (text: string): readonly string[] => [...text.matchAll(/^```[\s\S]*?^```/gm)].map(([block]) => block);
/** Where the links and pictures lead; each page leads to the other. */
const links = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) =>
    target.replace(/^(README|LISEZMOI)\.md$/, 'the other').replace(/\.(fr|en)\.svg$/, '.svg'),
  );

test.each([
  ['headings', headings, 6],
  ['commands', blocks, 6],
  ['links', links, 10],
] as const)('the two first pages have the same %s', (_, of, least) => {
  expect(of(french)).toEqual(of(english));
  expect(of(english).length).toBeGreaterThanOrEqual(least);
});

test('neither speaks the language of the other in turn', () => {
  expect(english).not.toMatch(/ · /);
  expect(french).not.toMatch(/ · /);
});
