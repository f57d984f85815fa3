import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';

const text = readFileSync('docs/threats.md', 'utf8');

type Threat = { readonly boundary: string; readonly letters: readonly string[]; readonly test: string };

/** The rows of a boundary's table: the threat with its letters, what meets it, and its test. */
const threatsOf = (section: string): readonly Threat[] => {
  const [boundary = '', ...lines] = section.split('\n');
  return lines
    .filter((line) => line.startsWith('|') && !/^\| (threat|-+) /.test(line))
    .map((line) => {
      const [, threat = '', , said = ''] = line.split('|').map((cell) => cell.trim());
      return { boundary, letters: (/^([STRIDE](?:, [STRIDE])*): /.exec(threat)?.[1] ?? '').split(', '), test: said };
    });
};

const threats = text.split('\n## ').slice(1).flatMap(threatsOf);
const boundaries = [...Map.groupBy(threats, ({ boundary }) => boundary)];

test('each trust boundary is looked at from all six sides', () => {
  expect(boundaries.length).toBeGreaterThanOrEqual(8);
  for (const [boundary, rows] of boundaries) {
    const letters = new Set(rows.flatMap((row) => row.letters));
    expect([boundary, ...['S', 'T', 'R', 'I', 'D', 'E'].filter((letter) => !letters.has(letter))]).toEqual([boundary]);
  }
});

test('every threat names a test that exists, by its words, or says why there is none', () => {
  const lost = threats.filter(({ test: said }) => {
    if (/^not covered: \S/.test(said)) return false;
    const [, file = '', words = ''] = /^`(test\/[^`]+\.test\.ts)`: (.+)$/.exec(said) ?? [];
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(words);
  });
  expect(lost).toEqual([]);
});

test('every path that it names exists', () => {
  const paths = [...text.matchAll(/`((?:test|infra|shared|functions|docs)\/[^`\s]+)`/g)].map(([, path = '']) => path);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});
