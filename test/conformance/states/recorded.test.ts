import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { firstDifference } from './comparison.ts';
import { leftOut } from './left-out.ts';
import type { RecordedCase } from './recorded-case.ts';
import { runCase } from './run-case.ts';

const folder = process.env['CONFORMANCE_CASES'] ?? join(import.meta.dirname, '../../../../shared/conformance');
const file = join(folder, 'cases.json');

const cases: readonly RecordedCase[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly RecordedCase[] }).cases
  : [];

describe('executions recorded from AWS Step Functions', () => {
  if (cases.length === 0) {
    test('are not on this machine: nothing to compare', () => {
      process.stdout.write(`no recorded cases at ${file}: set CONFORMANCE_CASES\n`);
      expect(cases).toEqual([]);
    });
    return;
  }

  const compared = cases.filter(({ id }) => !(id in leftOut));

  test.each(compared.map((recorded) => [recorded.group, recorded.id, recorded] as const))(
    '%s: %s gives what AWS gave',
    async (_group, _id, recorded) => {
      const actual = await runCase(recorded);
      expect(firstDifference(recorded, actual)).toBeUndefined();
    },
  );

  test('are all compared, or left out for a reason', () => {
    expect(cases.length - compared.length).toBe(Object.keys(leftOut).length);
  });
});
