import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { crashing } from './crashing.ts';
import type { Crash } from './crashing.ts';
import { functionArn, machine, makeEngineFixture } from '../../unit/states/engine-fixture.ts';
import type { HistoryEvent } from '../../unit/states/engine-fixture.ts';

type State = Readonly<Record<string, unknown>>;
type Flow = { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

const retry = { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 9, JitterStrategy: 'FULL' }] };

/** States in a row, named by their place, the last of which ends the flow. */
const chain = (states: readonly State[]): Flow => {
  const named = states.map((state, index) => {
    const onwards = index + 1 < states.length ? { Next: `s${index + 1}` } : { End: true };
    return [`s${index}`, { ...state, ...onwards }] as const;
  });
  return { StartAt: 's0', States: Object.fromEntries(named) };
};

const leaf: fc.Arbitrary<State> = fc.constantFrom<State>(
  { Type: 'Pass', Assign: { seen: '{% $states.context.State.Name %}' } },
  { Type: 'Wait', Seconds: 7 },
  { Type: 'Task', Resource: functionArn('flaky'), ...retry },
  { Type: 'Task', Resource: functionArn('sure'), TimeoutSeconds: 600 },
  {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'ask', Payload: '{% $states.context.Task.Token %}' },
    ...retry,
  },
);

const { flow } = fc.letrec<{ flow: Flow; state: State }>((tie) => ({
  flow: fc.array(tie('state'), { minLength: 1, maxLength: 3 }).map(chain),
  state: fc.oneof(
    { maxDepth: 2, depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('flow'), { minLength: 1, maxLength: 2 }).map((Branches) => ({ Type: 'Parallel', Branches })),
    fc
      .tuple(tie('flow'), fc.nat(2))
      .map(([ItemProcessor, MaxConcurrency]) => ({ Type: 'Map', Items: [1, 2, 3], MaxConcurrency, ItemProcessor })),
  ),
}));

const crash: fc.Arbitrary<Crash> = fc.record({
  at: fc.integer({ min: 2, max: 25 }),
  side: fc.constantFrom('before', 'after'),
});

/** What the world outside remembers, whichever process runs. */
type World = { readonly tokens: Set<string>; calls: number };

const functionsOf = (world: World) => ({
  sure: () => 'sure',
  flaky: () => {
    world.calls += 1;
    if (world.calls % 3 === 0) throw Object.assign(new Error('now and then'), { name: 'Flaky' });
    return 'flaky';
  },
  ask: (token: unknown) => {
    world.tokens.add(String(token));
  },
});

const name = 'case';
const executionArn = `arn:aws:states:ca-central-1:111111111111:execution:machine:${name}`;

/** One process: begins the execution or takes it up, and plays the world until the execution ends or the process does. */
const live = async (
  db: DatabaseSync,
  definition: object,
  world: World,
  end?: Crash,
): Promise<readonly HistoryEvent[] | undefined> => {
  let die = () => {};
  const death = new Promise<undefined>((resolve) => {
    die = () => {
      resolve(undefined);
    };
  });
  const fixture = makeEngineFixture(functionsOf(world), { db, ...(end ? { turns: crashing(end, die) } : {}) });
  const play = async () => {
    await fixture.states.resume();
    const arn = await fixture.create(definition);
    // An execution that has ended already refuses its name, as it should.
    await fixture.start(arn, {}, name).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'ExecutionAlreadyExists' });
    });
    for (let round = 0; round < 200; round += 1) {
      await fixture.clock.advance(30_000);
      for (const taskToken of world.tokens) {
        await fixture.call('SendTaskSuccess', { taskToken, output: '"answered"' }).catch(() => {});
        world.tokens.delete(taskToken);
      }
      if ((await fixture.describeExecution(executionArn)).status !== 'RUNNING') break;
    }
    return fixture.history(executionArn);
  };
  const events = await Promise.race([play(), death]);
  if (end) fixture.clock.stop();
  return events;
};

describe('any machine, with any crashes', () => {
  test('comes to its end once, with a history without gaps', async () => {
    await fc.assert(
      fc.asyncProperty(flow, fc.array(crash, { maxLength: 3 }), async (body, crashes) => {
        const definition = machine(body.States);
        const db = new DatabaseSync(':memory:');
        const world: World = { tokens: new Set(), calls: 0 };
        let events: readonly HistoryEvent[] | undefined;
        for (const end of [...crashes, undefined]) {
          events ??= await live(db, definition, world, end);
          // What was committed in the moment of the crash becomes visible.
          await new Promise((resolve) => setImmediate(resolve));
        }
        const history = events ?? [];
        expect(history.at(-1)?.type).toBe('ExecutionSucceeded');
        expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
        expect(history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
        const count = (pattern: RegExp) => history.filter(({ type }) => pattern.test(type)).length;
        expect(count(/StateEntered$/)).toBe(count(/StateExited$/));
        expect(count(/^Execution(Succeeded|Failed)$/)).toBe(1);
        const left = db.prepare('SELECT due, unsettled FROM states_execution').get();
        expect({ ...left }).toEqual({ due: null, unsettled: 0 });
      }),
      { numRuns: Number(process.env['STATES_RUNS'] ?? 25) },
    );
  }, 60_000);
});
