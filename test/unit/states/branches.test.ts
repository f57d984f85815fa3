import { describe, expect, test } from '@jest/globals';

import { functionArn, machine, makeEngineFixture, until } from './engine-fixture.ts';
import { manualClock } from './manual-clock.ts';

const task = (name: string, more: object = {}) => ({ Type: 'Task', Resource: functionArn(name), End: true, ...more });
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

const fail = (name: string) => () => {
  throw Object.assign(new Error(), { name });
};

describe('Parallel', () => {
  test('gives the outputs of its branches in their order, each with the same input', async () => {
    const { run } = makeEngineFixture({ f: (n: unknown) => n });
    const { result } = await run(
      machine({
        Both: {
          Type: 'Parallel',
          Arguments: '{% $states.input + 1 %}',
          Branches: [
            branch('A', task('f')),
            branch('B', { Type: 'Pass', Output: '{% $states.input * 10 %}', End: true }),
          ],
          Output: '{% { "all": $states.result, "input": $states.input } %}',
          End: true,
        },
      }),
      1,
    );
    expect(result).toEqual({ all: [2, 20], input: 1 });
  });

  test('lets branches read the variables around them, and keeps theirs inside', async () => {
    const { run } = makeEngineFixture();
    const { result } = await run(
      machine({
        Set: { Type: 'Pass', Assign: { v: 'outer' }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'A',
              States: {
                A: { Type: 'Pass', Assign: { w: '{% $v %}' }, Next: 'B' },
                B: { Type: 'Pass', Output: '{% $w %}', End: true },
              },
            },
          ],
          Next: 'After',
        },
        After: { Type: 'Pass', Output: '{% [$states.input[0], $v, $exists($w)] %}', End: true },
      }),
    );
    expect(result).toEqual(['outer', 'outer', false]);
  });

  test('fails with the first branch that fails; what the others wait for is over', async () => {
    const tokens: string[] = [];
    const { run, call, history } = makeEngineFixture({ bad: fail('Bad'), ask: (token) => tokens.push(String(token)) });
    const { executionArn, status, error } = await run(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            branch('Ask', {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
              Arguments: { FunctionName: 'ask', Payload: '{% $states.context.Task.Token %}' },
              End: true,
            }),
            branch('Bad', task('bad')),
          ],
          End: true,
        },
      }),
    );
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'Bad' });
    await expect(call('SendTaskSuccess', { taskToken: tokens[0], output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
    expect((await history(executionArn)).filter(({ type }) => type === 'ExecutionFailed')).toHaveLength(1);
  });

  test('takes callbacks of its branches in any order', async () => {
    const tokens: Record<string, string> = {};
    const ask = (payload: unknown) => {
      const { side, token } = payload as { readonly side: string; readonly token: string };
      tokens[side] = token;
    };
    const { run, call, describeExecution } = makeEngineFixture({ ask });
    const waiting = (side: string) =>
      branch(side, {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'ask', Payload: { side, token: '{% $states.context.Task.Token %}' } },
        End: true,
      });
    const { executionArn } = await run(
      machine({ Both: { Type: 'Parallel', Branches: [waiting('l'), waiting('r')], End: true } }),
    );
    await call('SendTaskSuccess', { taskToken: tokens['r'], output: '"r"' });
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await call('SendTaskSuccess', { taskToken: tokens['l'], output: '"l"' });
    expect((await describeExecution(executionArn)).output).toBe('["l","r"]');
  });

  test('is retried whole; an answer to the earlier try changes nothing', async () => {
    const finish: ((value: unknown) => void)[] = [];
    let made = 0;
    const clock = manualClock();
    const { create, start, history, describeExecution } = makeEngineFixture(
      {
        slow: () => new Promise((resolve) => finish.push(resolve)),
        once: () => {
          made += 1;
          if (made === 1) return fail('Once')();
          return 'ok';
        },
      },
      { clock },
    );
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Branches: [branch('Slow', task('slow')), branch('Once', task('once'))],
        Retry: [{ ErrorEquals: ['Once'], IntervalSeconds: 10 }],
        End: true,
      },
    });
    const executionArn = await start(await create(definition));
    await until(async () => (await history(executionArn)).some(({ type }) => type === 'LambdaFunctionFailed'));
    await clock.advance(10_000);
    await until(() => finish.length === 2);
    finish[0]?.('early');
    await until(
      async () => (await history(executionArn)).filter(({ type }) => type === 'TaskStateExited').length === 1,
    );
    finish[1]?.('late');
    await until(async () => (await describeExecution(executionArn)).status !== 'RUNNING');
    expect((await describeExecution(executionArn)).output).toBe('["late","ok"]');
  });

  test('that failed is redriven with the branches that had not succeeded, and no others', async () => {
    const calls: string[] = [];
    const { run, call, clock, describeExecution } = makeEngineFixture({
      good: () => calls.push('good') && 'good',
      bad: () => {
        calls.push('bad');
        if (calls.filter((name) => name === 'bad').length === 1) fail('Bad')();
        return 'better';
      },
    });
    const { executionArn, status } = await run(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            branch('Good', task('good')),
            { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 5, Next: 'Bad' }, Bad: task('bad') } },
          ],
          End: true,
        },
      }),
    );
    expect(status).toBe('RUNNING');
    await clock.advance(5000);
    expect((await describeExecution(executionArn)).status).toBe('FAILED');
    await call('RedriveExecution', { executionArn });
    await clock.idle();
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["good","better"]' });
    expect(calls).toEqual(['good', 'bad', 'bad']);
  });
});

describe('Map', () => {
  const map = (more: object, state: object = task('f')) =>
    machine({ Each: { Type: 'Map', ItemProcessor: branch('Do', state), End: true, ...more } });

  test('selects the input of each iteration from the item and its index', async () => {
    const { run } = makeEngineFixture({ f: (payload: unknown) => payload });
    const { result } = await run(
      map({
        Items: '{% $states.input.list %}',
        ItemSelector: { at: '{% $states.context.Map.Item.Index %}', item: '{% $states.context.Map.Item.Value %}' },
      }),
      { list: ['a', 'b'] },
    );
    expect(result).toEqual([
      { at: 0, item: 'a' },
      { at: 1, item: 'b' },
    ]);
  });

  test('runs no more iterations at once than MaxConcurrency allows', async () => {
    let running = 0;
    let most = 0;
    const f = async (item: unknown) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return item;
    };
    const { run } = makeEngineFixture({ f });
    const items = Array.from({ length: 20 }, (_, index) => index);
    expect((await run(map({ MaxConcurrency: 3 }), items)).result).toEqual(items);
    expect(most).toBe(3);
  });

  test('fails with its first failing iteration and can catch that', async () => {
    const { run } = makeEngineFixture({
      f: (item: unknown) => (item === 2 ? fail('Two')() : item),
    });
    const definition = map({ Catch: [{ ErrorEquals: ['Two'], Next: 'Caught' }] });
    const { result, types } = await run(
      { ...definition, States: { ...definition.States, Caught: { Type: 'Pass', Output: 'caught', End: true } } },
      [1, 2, 3],
    );
    expect(result).toBe('caught');
    expect(types).toEqual(expect.arrayContaining(['MapIterationFailed', 'MapStateFailed', 'MapStateExited']));
  });

  test('waits in its iterations at the same time', async () => {
    const { run, clock, describeExecution } = makeEngineFixture();
    const { executionArn } = await run(
      map({}, { Type: 'Wait', Seconds: '{% $states.input %}', End: true }),
      [10, 30, 20],
    );
    await clock.advance(29_000);
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await clock.advance(2000);
    expect((await describeExecution(executionArn)).output).toBe('[10,30,20]');
  });

  test('may stand inside another', async () => {
    const { run } = makeEngineFixture({ f: (item: unknown) => Number(item) * 2 });
    const inner = { Type: 'Map', ItemProcessor: branch('Inner', task('f')), End: true };
    const { result } = await run(map({}, inner), [[1, 2], [], [3]]);
    expect(result).toEqual([[2, 4], [], [6]]);
  });
});
