import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { move, type Move } from '../support/protocol/commands.ts';
import { disagreements } from '../support/protocol/pathway-model.ts';
import { recover } from '../support/protocol/play.ts';
import { openSequence } from '../support/protocol/sequence.ts';
import { eventsOf, faultsOf, stuckness } from '../support/protocol/soundness.ts';

const sequences = Number(process.env['PROTOCOL_SEQUENCES'] ?? 200);
const seconds = Math.max(60, sequences);

/** What a sequence of moves breaks, in words, once the clock and the sweeps have had their time. */
const brokenBy = async (moves: readonly Move[]): Promise<readonly string[]> => {
  const { world, caseId, make, acknowledged } = await openSequence();
  for (const one of moves) await make(one);
  await recover(world);

  const found = await world.read(caseId);
  const events = await eventsOf(world.store, caseId);
  const current = found.status === 'closed' ? '' : `${caseId}-${found.generation}`;
  return [
    ...(await faultsOf(world.store, found, acknowledged)),
    ...stuckness(found),
    ...disagreements(events, found),
    ...world.sfn.running().flatMap((name) => (name === current ? [] : [`left behind: ${name}`])),
  ];
};

describe('random sequences of commands, crashes, duplicates and reordered calls', () => {
  test(
    `agree with a model of the pathway, ${sequences} times`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
          expect(await brokenBy(moves)).toEqual([]);
        }),
        { numRuns: sequences },
      );
    },
    seconds * 1_000,
  );
});
