import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { published } from '../../../workflows/catalogue.ts';
import { drawingsOf, goldensOf } from '../../../workflows/compile/golden.ts';

const root = join(import.meta.dirname, '../../..');
const files = published.flatMap((pathway) => [...goldensOf(pathway), ...drawingsOf(pathway)]);

test.each(files.map(({ path, content }) => [path, content] as const))(
  '%s is what the pathway gives: a published version does not change, and its page is not stale',
  (path, content) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(content);
  },
);

test('each published version has a name of its own', () => {
  const names = published.map(({ name, version }) => `${name} v${version}`);

  expect(new Set(names).size).toBe(names.length);
});
