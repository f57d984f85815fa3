import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../infra/local/lambda/invocation.ts';
import { startSystem, type System } from '../system.ts';
import { allTwins, writeTwins, type Twin } from './twins.ts';

/** One invocation of a function. */
export type Invoke = (event: object) => Promise<Outcome>;

/** What an exercise has at hand. */
export type Stage = {
  readonly system: System;
  /** The function that is exercised, or its twin. */
  readonly invoke: Invoke;
  /** Another function's twin, which leaves undone what it may not do. */
  readonly without: (folder: string, grant: RegExp) => Invoke;
};

/** Uses a function once, on something of its own. Answers with what was not done, if anything. */
export type Exercise = (stage: Stage) => Promise<string | undefined>;

type Exercises = Readonly<Record<string, readonly Exercise[]>>;

const twinWithout = (folder: string, grant: RegExp): Twin => {
  const found = allTwins.find((twin) => twin.folder === folder && grant.test(twin.grant));
  if (found) return found;
  throw new Error(`${folder} has no grant like ${String(grant)}`);
};

/** The first thing that a function did not do. */
const shortcomingOf = async (exercises: readonly Exercise[], stage: Stage): Promise<string | undefined> => {
  for (const exercise of exercises) {
    const undone = await exercise(stage);
    if (undone !== undefined) return undone;
  }
  return undefined;
};

/**
 * Declares the tests that every grant of the functions in these rooms is needed: without any one of them a function does
 * not do all of its exercises, and with all of them it does, when all is over too.
 */
export const everyGrantIsNeeded = (rooms: RegExp, exercises: Exercises): void => {
  const { assembly, clean } = writeTwins();
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ assembly });
  });
  afterAll(async () => {
    await system.stop();
    clean();
  });

  const stageOf = (id: string): Stage => {
    const invoking =
      (name: string): Invoke =>
      (event) =>
        system.runtime.invoke(name, event);
    return { system, invoke: invoking(id), without: (...which) => invoking(twinWithout(...which).id) };
  };

  const twins = allTwins.filter(({ folder }) => rooms.test(folder));

  test('every function that is granted anything is exercised', () => {
    expect(Object.keys(exercises).sort()).toEqual([...new Set(twins.map(({ folder }) => folder))].sort());
  });

  describe.each(Object.entries(exercises))('%s', (folder, ofFunction) => {
    const ofFolder = twins.filter((twin) => twin.folder === folder);

    test.each(ofFolder)('cannot do without $grant', async ({ id }) => {
      expect(await shortcomingOf(ofFunction, stageOf(id))).toEqual(expect.any(String));
    });

    test('does its work with all of its grants', async () => {
      expect(await shortcomingOf(ofFunction, stageOf(ofFolder[0]?.original.id ?? folder))).toBeUndefined();
    });
  });
};
