import { expect, test } from '@jest/globals';
import { documents, read } from './repository.ts';
import { wrongNames } from './wrong-names.ts';

test('the first page, how to contribute and the decisions are among the documents', () => {
  expect(documents).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/adr/0003-exactly-once.md']),
  );
});

test.each(documents)('%s names only what the repository has', (document) => {
  expect(wrongNames(document, read(document))).toEqual([]);
});

test('every decision has a number of its own, the same in its name and in its title', () => {
  const decisions = documents.filter((path) => path.startsWith('docs/adr/'));
  const numbers = decisions.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1]));
  const titled = decisions.map((path) => Number(/^# (\d+)/.exec(read(path))?.[1]));
  expect(titled).toEqual(numbers);
  expect(new Set(numbers).size).toBe(decisions.length);
});

test.each([
  ['a file', 'see `shared/time/tides.ts`', 'shared/time/tides.ts'],
  ['a folder', 'in `scripts/`', 'scripts/'],
  ['a link', 'see [limits](adr/limits.md)', 'adr/limits.md'],
  ['a script', '`npm run migrate`', 'npm run migrate'],
  ['a flag of a start', '`npm start -- --docker`', 'npm … start -- --docker'],
  ['a flag of a command', '```bash\nnpm run audit -- --repair  # mends\n```', 'npm … audit -- --repair'],
  ['a word of a command', '`npm run pathway -- simulate`', 'npm … pathway -- simulate'],
  ['an argument of a tool', '`npm run format -- --fix`', 'npm … format -- --fix'],
  ['a test', '`npm test -- test/unit/tides`', 'npm … test -- test/unit/tides'],
  ['a variable', 'set `PROTOCOL_TIDES`', 'PROTOCOL_TIDES'],
  ['a variable of a command', '`TIDES=3 npm test`', 'TIDES'],
  ['an option of the deployment', '`npm run cdk -- deploy -c tides=on`', 'tides'],
  ['an address of the demonstration', '`GET /_local/tides`', '/_local/tides'],
])('%s that does not exist is found', (_, text, wrong) => {
  expect(wrongNames('docs/limits.md', text)).toEqual([wrong]);
});

test.each([
  '`npm test -- test/unit/docs`, `npm start -- --begin 2026-12-04T18:30-05:00`, `npm run bench -- --peers DIR`',
  '`npm run pathway -- compile --write`, `TEST_NOW=2026-12-31T23:30-05:00 npm test -- test/vignettes`',
  '`workflows/catalogue`, `application/json`, [limits](limits.md#tables), <https://example.org/a.ts>',
])('what exists is not: %s', (text) => {
  expect(wrongNames('docs/limits.md', text)).toEqual([]);
});
