import { AsyncLocalStorage } from 'node:async_hooks';

import { describe, expect, test } from '@jest/globals';

import { functionArn, machine, makeEngineFixture, until } from './engine-fixture.ts';
import { manualClock } from './manual-clock.ts';

const waitForToken = (more: object = {}) =>
  machine({
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: functionArn('ask'), Payload: { token: '{% $states.context.Task.Token %}' } },
      Next: 'Done',
      ...more,
    },
    Done: { Type: 'Succeed' },
  });

/** A function that keeps the tokens that it was given. */
const asking = () => {
  const tokens: string[] = [];
  const ask = (payload: unknown) => {
    tokens.push((payload as { readonly token: string }).token);
    return {};
  };
  const last = () => tokens.at(-1) ?? '';
  return { tokens, ask, last };
};

describe('a task that waits for its token', () => {
  test('goes on with what SendTaskSuccess brought', async () => {
    const { ask, last } = asking();
    const { run, call, describeExecution, history } = makeEngineFixture({ ask });
    const { executionArn, status } = await run(waitForToken());
    expect(status).toBe('RUNNING');
    await call('SendTaskSuccess', { taskToken: last(), output: '{"outcome":"agreed"}' });
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"outcome":"agreed"}',
    });
    expect((await history(executionArn)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('fails with the error and cause of SendTaskFailure', async () => {
    const { ask, last } = asking();
    const { run, call, describeExecution } = makeEngineFixture({ ask });
    const { executionArn } = await run(waitForToken());
    await call('SendTaskFailure', { taskToken: last(), error: 'refused', cause: 'no consent' });
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'refused',
      cause: 'no consent',
    });
  });

  test('of two successes that race, one wins', async () => {
    const { ask, last } = asking();
    const { run, call, history } = makeEngineFixture({ ask });
    const { executionArn } = await run(waitForToken());
    const outcomes = await Promise.allSettled(
      [1, 2].map((output) => call('SendTaskSuccess', { taskToken: last(), output: String(output) })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'TaskTimedOut' } });
    expect((await history(executionArn)).filter(({ type }) => type === 'ExecutionSucceeded')).toHaveLength(1);
  });

  test('may be completed by its own function before that has answered', async () => {
    const fixture = makeEngineFixture({
      ask: async (payload: unknown) => {
        const { token: taskToken } = payload as { readonly token: string };
        await fixture.call('SendTaskSuccess', { taskToken, output: '"early"' });
        throw new Error('too late to matter');
      },
    });
    const { executionArn } = await fixture.run(waitForToken());
    await fixture.clock.idle();
    expect(await fixture.describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
    expect((await fixture.history(executionArn)).map(({ type }) => type)).not.toContain('TaskSubmitted');
  });

  test('fails when its function fails before any callback', async () => {
    const { run } = makeEngineFixture({
      ask: () => {
        throw Object.assign(new Error('broken'), { name: 'Broken' });
      },
    });
    expect(await run(waitForToken())).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  test('has a new token after a retry, and the old one is over', async () => {
    const { ask, tokens } = asking();
    const { run, call, clock, describeExecution } = makeEngineFixture({ ask });
    const { executionArn } = await run(waitForToken({ Retry: [{ ErrorEquals: ['again'], IntervalSeconds: 5 }] }));
    await call('SendTaskFailure', { taskToken: tokens[0], error: 'again' });
    await clock.advance(5000);
    await clock.idle();
    expect(new Set(tokens).size).toBe(2);
    const old = call('SendTaskSuccess', { taskToken: tokens[0], output: '1' });
    await expect(old).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await call('SendTaskSuccess', { taskToken: tokens[1], output: '2' });
    expect((await describeExecution(executionArn)).output).toBe('2');
  });

  test('times out after TimeoutSeconds', async () => {
    const { ask, last } = asking();
    const { run, call, clock, describeExecution, history } = makeEngineFixture({ ask });
    const { executionArn } = await run(waitForToken({ TimeoutSeconds: 60 }));
    await clock.advance(61_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect((await history(executionArn)).map(({ type }) => type)).toContain('TaskTimedOut');
    await expect(call('SendTaskSuccess', { taskToken: last(), output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
  });

  test('lives as long as its heartbeats come', async () => {
    const { ask, last } = asking();
    const { run, call, clock, describeExecution } = makeEngineFixture({ ask });
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' }];
    const definition = waitForToken({ HeartbeatSeconds: 60, Catch });
    const silent = { Silent: { Type: 'Fail', Error: 'silent' } };
    const { executionArn } = await run({ ...definition, States: { ...definition.States, ...silent } });
    for (let beat = 0; beat < 3; beat += 1) {
      await clock.advance(50_000);
      await call('SendTaskHeartbeat', { taskToken: last() });
    }
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await clock.advance(61_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'FAILED', error: 'silent' });
  });

  test('takes nothing that is not JSON, and no token that is not one', async () => {
    const { ask, last } = asking();
    const { run, call } = makeEngineFixture({ ask });
    await run(waitForToken());
    await expect(call('SendTaskSuccess', { taskToken: last(), output: '{' })).rejects.toMatchObject({
      code: 'InvalidOutput',
    });
    await expect(call('SendTaskSuccess', { taskToken: 'made up', output: '1' })).rejects.toMatchObject({
      code: 'InvalidToken',
    });
    const elsewhere = makeEngineFixture({ ask });
    await expect(elsewhere.call('SendTaskSuccess', { taskToken: last(), output: '1' })).rejects.toMatchObject({
      code: 'TaskDoesNotExist',
    });
  });
});

describe('what follows a callback', () => {
  test('is not done in the name of whoever sent it', async () => {
    const callers = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const { ask, last } = asking();
    const fixture = makeEngineFixture({
      ask: (payload: unknown) => {
        seen.push(callers.getStore());
        return ask(payload);
      },
    });
    const definition = waitForToken();
    const Ask = { ...definition.States.Ask, Next: 'Again' };
    const Again = { ...definition.States.Ask, Next: 'Done' };
    await fixture.run({ ...definition, States: { ...definition.States, Ask, Again } });
    await callers.run('someone', () => fixture.call('SendTaskSuccess', { taskToken: last(), output: '1' }));
    await fixture.clock.idle();
    expect(seen).toEqual([undefined, undefined]);
  });
});

describe('a task that waits for its function', () => {
  test('sees what Lambda answered around the payload', async () => {
    const { run } = makeEngineFixture({ ask: (payload: unknown) => payload });
    const { result } = await run(
      machine({
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: 'ask', Payload: { a: 1 } },
          Output: '{% [$states.result.StatusCode, $states.result.Payload, $states.input] %}',
          End: true,
        },
      }),
      { b: 2 },
    );
    expect(result).toEqual([200, { a: 1 }, { b: 2 }]);
  });

  test('does not wait past its timeout, and the late answer changes nothing', async () => {
    let finish = (_: unknown): void => {};
    const slow = new Promise((resolve) => {
      finish = resolve;
    });
    const clock = manualClock();
    const { create, start, describeExecution, history } = makeEngineFixture({ ask: () => slow }, { clock });
    const definition = machine({
      Ask: {
        Type: 'Task',
        Resource: functionArn('ask'),
        TimeoutSeconds: 30,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
        End: true,
      },
      Late: { Type: 'Pass', Output: 'late', End: true },
    });
    const executionArn = await start(await create(definition));
    await clock.advance(29_000);
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await clock.advance(1000);
    finish('answer');
    await until(async () => (await describeExecution(executionArn)).status !== 'RUNNING');
    expect((await describeExecution(executionArn)).output).toBe('"late"');
    expect((await history(executionArn)).map(({ type }) => type)).toContain('LambdaFunctionTimedOut');
  });
});
