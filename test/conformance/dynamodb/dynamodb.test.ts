import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { agree, answersTo } from './compare.ts';
import { findDynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { limits } from './limits.ts';
import { createTable, type Step, steps, tableName } from './operations.ts';
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

  const startAfresh = async () => {
    for (const side of [ours, theirs]) {
      await side('DeleteTable', { TableName: tableName });
      await side('CreateTable', createTable);
    }
  };

  const compare = async (sequence: readonly Step[]) => {
    for (const step of sequence) {
      const answers = await answersTo(step, ours, theirs);
      if (agree(answers)) continue;
      // Large items would hide what differs.
      const shown = JSON.stringify(step).slice(0, 2000);
      expect({ step: shown, ours: answers[0] }).toEqual({ step: shown, ours: answers[1] });
    }
  };

  test.each(Object.entries(limits))('agree on %s', async (_, sequence) => {
    await startAfresh();
    await expect(compare(sequence)).resolves.toBeUndefined();
  });

  test('answer every sequence of operations alike', async () => {
    const property = fc.asyncProperty(steps(runLength), async (sequence) => {
      await startAfresh();
      await compare(sequence);
    });
    const seed = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
    const run = fc.assert(property, {
      numRuns: Math.ceil(operations / runLength),
      ...seed,
      plugins: [fc.interruptAfterTimeLimit(1_500_000)],
    });
    await expect(run).resolves.toBeUndefined();
  }, 1_600_000);
});
