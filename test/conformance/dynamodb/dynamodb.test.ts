import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { agree, answersTo } from './compare.ts';
import { findDynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { createTable, steps, tableName } from './operations.ts';
import { listeningStore, ourStore, type Side } from './sides.ts';

/** About how many operations to generate: OPERATIONS=20000 npm test -- test/conformance/dynamodb */
const operations = Number(process.env.OPERATIONS ?? 1000);
const runLength = 40;

const found = findDynamoDbLocal();
const suite = found.is === 'found' ? describe : describe.skip;
const name =
  found.is === 'found' ? 'our store and DynamoDB Local' : `our store and DynamoDB Local (skipped: ${found.why})`;

suite(name, () => {
  const ours = ourStore();
  let theirs: Side;
  let stop = () => {};

  beforeAll(async () => {
    if (found.is === 'absent') return;
    const local = await startDynamoDbLocal(found.folder);
    stop = () => {
      local.process.kill('SIGKILL');
    };
    theirs = listeningStore(local.port);
  }, 60_000);

  afterAll(() => {
    stop();
  });

  test('answer every sequence of operations alike', async () => {
    const property = fc.asyncProperty(steps(runLength), async (sequence) => {
      for (const side of [ours, theirs]) {
        await side('DeleteTable', { TableName: tableName });
        await side('CreateTable', createTable);
      }
      for (const step of sequence) {
        const answers = await answersTo(step, ours, theirs);
        if (!agree(answers)) expect({ step, ours: answers[0] }).toEqual({ step, ours: answers[1] });
      }
    });
    const seed = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
    await fc.assert(property, {
      numRuns: Math.ceil(operations / runLength),
      ...seed,
      interruptAfterTimeLimit: 1_500_000,
    });
  }, 1_600_000);
});
