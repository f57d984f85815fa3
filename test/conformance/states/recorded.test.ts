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

// They are kept beside the repository: .ci/not-run.json says why.
const recorded = cases.length > 0 ? describe : describe.skip;

recorded('executions recorded from AWS Step Functions', () => {
  const compared = cases.filter(({ id }) => !(id in leftOut));

  test.each(compared.map((one) => [one.group, one.id, one] as const))(
    '%s: %s gives what AWS gave',
    async (_group, _id, one) => {
      const actual = await runCase(one);
      expect(firstDifference(one, actual)).toBeUndefined();
    },
  );

  test('are all compared, or left out for a reason', () => {
    expect(cases.length - compared.length).toBe(Object.keys(leftOut).length);
  });
});
