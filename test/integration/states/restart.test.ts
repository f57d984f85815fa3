import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Turns } from '../../../infra/local/sqlite/group-commit.ts';
import { crashing } from './crashing.ts';
import { functionArn, machine, makeEngineFixture } from '../../unit/states/engine-fixture.ts';

const definition = machine({
  Prepare: { Type: 'Task', Resource: functionArn('prepare'), Retry: [{ ErrorEquals: ['Once'] }], Next: 'Rest' },
  Rest: { Type: 'Wait', Seconds: 30, Next: 'Both' },
  Both: {
    Type: 'Parallel',
    Branches: ['left', 'right'].map((side) =>
      machine({ [side]: { Type: 'Task', Resource: functionArn(side), End: true } }),
    ),
    Next: 'Ask',
  },
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'ask', Payload: '{% $states.context.Task.Token %}' },
    Assign: { outcome: '{% $states.result %}' },
    Next: 'Decide',
  },
  Decide: { Type: 'Choice', Choices: [{ Condition: "{% $outcome = 'agreed' %}", Next: 'Done' }] },
  Done: { Type: 'Succeed' },
});

describe('a process that stops', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'states-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** One life of the process on the file; tokens are what the world outside remembers. */
  const live = (tokens: string[], turns?: (turns: Turns) => Turns) => {
    let prepared = false;
    return makeEngineFixture(
      {
        prepare: () => {
          if (prepared) return 'prepared';
          prepared = true;
          throw Object.assign(new Error(), { name: 'Once' });
        },
        left: () => 'l',
        right: () => 'r',
        ask: (token) => {
          tokens.push(String(token));
        },
      },
      { db: new DatabaseSync(join(folder, 'states.db')), ...(turns ? { turns } : {}) },
    );
  };

  const begin = async ({ create, start }: ReturnType<typeof live>): Promise<string> =>
    start(await create(definition), {}, 'case');

  /** Plays the world outside until the execution has ended: time passes, and the last token is answered. */
  const finish = async (
    life: ReturnType<typeof live>,
    executionArn: string,
    tokens: readonly string[],
  ): Promise<void> => {
    for (let round = 0; round < 6; round += 1) {
      await life.clock.advance(40_000);
      const taskToken = tokens.at(-1);
      if (taskToken) await life.call('SendTaskSuccess', { taskToken, output: '"agreed"' }).catch(() => {});
      if ((await life.describeExecution(executionArn)).status !== 'RUNNING') return;
    }
  };

  const commitsOfAWholeLife = 9;
  const crashes = Array.from({ length: commitsOfAWholeLife }, (_, index) => index + 2).flatMap((at) =>
    (['before', 'after'] as const).map((side) => ({ at, side })),
  );

  test.each(crashes)('$side commit $at goes on where it was and finishes once', async (crash) => {
    const tokens: string[] = [];
    const crashed = new Promise<string>((resolve) => {
      const first = live(
        tokens,
        crashing(crash, () => {
          resolve('crashed');
        }),
      );
      void begin(first).then(
        (executionArn) =>
          finish(first, executionArn, tokens).then(() => {
            resolve('finished');
          }),
        () => {},
      );
    });
    expect(await crashed).toBe('crashed');
    // A commit that was made is told to nobody, but its group is complete.
    await new Promise((resolve) => setImmediate(resolve));

    const second = live(tokens);
    await second.states.resume();
    const executionArn = await begin(second).catch(
      () => 'arn:aws:states:ca-central-1:111111111111:execution:machine:case',
    );
    await second.clock.idle();
    await finish(second, executionArn, tokens);

    const events = await second.history(executionArn);
    expect((await second.describeExecution(executionArn)).status).toBe('SUCCEEDED');
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect([count('ExecutionStarted'), count('ExecutionSucceeded'), count('WaitStateExited')]).toEqual([1, 1, 1]);
    expect(count('TaskSucceeded')).toBe(1);
    expect(count('TaskStateExited')).toBe(4);
  });

  test('and stops in good order starts again with its waits, and nothing is called twice that has answered', async () => {
    const tokens: string[] = [];
    const first = live(tokens);
    const executionArn = await begin(first);
    await first.clock.advance(40_000);
    expect(tokens).toHaveLength(1);
    await first.states.stop();
    first.clock.stop();
    first.db.close();

    const second = live(tokens);
    await second.states.resume();
    await second.clock.idle();
    expect(tokens).toHaveLength(1);
    await second.call('SendTaskSuccess', { taskToken: tokens[0], output: '"agreed"' });
    expect((await second.describeExecution(executionArn)).status).toBe('SUCCEEDED');
  });

  test('leaves nothing in memory for executions that wait for a token', async () => {
    const tokens: string[] = [];
    const life = live(tokens);
    await begin(life);
    await life.clock.advance(40_000);
    const row = life.db.prepare('SELECT due, unsettled FROM states_execution').get();
    expect({ ...row }).toEqual({ due: null, unsettled: 0 });
  });
});
