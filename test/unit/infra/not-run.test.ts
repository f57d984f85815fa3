import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isCi, mayBeLeftOut, notRun } from '../../../infra/cli/not-run.ts';
import { leftOutOf } from '../../support/report-left-out.ts';

const root = join(import.meta.dirname, '../../..');

describe('what was not run', () => {
  const allowed = new Map([['java.test.ts', 'It needs Java.']]);

  test('is said with its reason, in CI too, where the list names it', () => {
    for (const ci of [true, false]) {
      expect(notRun('java.test.ts', { allowed, ci })).toEqual({
        line: 'NOT RUN java.test.ts: It needs Java.',
        isFailure: false,
      });
    }
  });

  test('is said where somebody works, and fails in CI, where the list does not name it', () => {
    expect(notRun('pages.test.ts', { allowed, ci: false })).toEqual({
      line: 'NOT RUN pages.test.ts',
      isFailure: false,
    });
    expect(notRun('pages.test.ts', { allowed, ci: true })).toEqual({
      line: 'NOT RUN pages.test.ts: .ci/not-run.json does not name it, so this run of CI fails',
      isFailure: true,
    });
  });

  test.each([
    ['', false],
    ['0', false],
    ['false', false],
    ['1', true],
    ['true', true],
    ['yes', true],
  ])('CI=%s is a run of CI: %s', (value, expected) => {
    expect(isCi(value)).toBe(expected);
  });

  test('is listed with a reason, and is there', () => {
    for (const [what, why] of mayBeLeftOut()) {
      expect([what, existsSync(join(root, what)) || !what.endsWith('.test.ts')]).toEqual([what, true]);
      expect(why.length).toBeGreaterThan(20);
    }
  });
});

describe('the report of a run', () => {
  const context = { allowed: mayBeLeftOut(), ci: true };
  const failuresOf = (file: string, ...statuses: string[]): readonly boolean[] => {
    const testResults = statuses.map((status) => ({ status }));
    return leftOutOf([{ testFilePath: join(root, file), testResults }], context).map(({ isFailure }) => isFailure);
  };

  test('fails when one test of a file was skipped or is still to be written', () => {
    for (const status of ['pending', 'todo']) {
      expect(failuresOf('test/e2e/walk.test.ts', 'passed', status)).toEqual([true]);
    }
    expect(failuresOf('test/e2e/walk.test.ts', 'passed', 'passed')).toEqual([]);
  });

  test('does not when the file is in the list', () => {
    expect(failuresOf('test/conformance/dynamodb/dynamodb.test.ts', 'pending')).toEqual([false]);
  });
});
