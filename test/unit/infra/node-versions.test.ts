import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';

const root = join(import.meta.dirname, '../../..');
const manifestSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()) });
const { optionalDependencies } = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const versions = Object.entries(optionalDependencies).filter(([name]) => name.startsWith('node-'));

test('the Node that comes along is of the line that Lambda runs, on every platform, and pinned', () => {
  expect(versions).toHaveLength(5);
  const line = /^nodejs(\d+)\.x$/.exec(Runtime.NODEJS_24_X.name)?.[1] ?? 'none';
  for (const [name, version] of versions) {
    expect([name, version]).toEqual([name, expect.stringMatching(new RegExp(`^${line}\\.\\d+\\.\\d+$`))]);
  }
});
