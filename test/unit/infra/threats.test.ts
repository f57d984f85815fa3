import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';

const rows = [...readFileSync('docs/threats.md', 'utf8').matchAll(/`(test\/[^`]+\.test\.ts)`: ([^|\n]+?) *\|/g)];

test('every threat names a test that exists, by its words', () => {
  expect(rows.length).toBeGreaterThan(10);
  const lost = rows.filter(([, file = '', words = '']) => !readFileSync(file, 'utf8').includes(words));
  expect(lost.map(([row]) => row)).toEqual([]);
});
