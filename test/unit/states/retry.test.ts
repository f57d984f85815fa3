import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { matches } from '../../../infra/local/states/engine/failure.ts';
import { delayOf } from '../../../infra/local/states/engine/retry.ts';
import { functionArn, machine, makeEngineFixture } from './engine-fixture.ts';

const retrier = { errors: ['States.ALL'], intervalSeconds: 2, maxAttempts: 5, backoffRate: 3, jitter: false };

describe('the delay before a retry', () => {
  test('grows by the backoff rate and stays under its limit', () => {
    const delays = [0, 1, 2].map((made) => delayOf({ ...retrier, maxDelaySeconds: 10 }, made, () => 0));
    expect(delays).toEqual([2000, 6000, 10_000]);
  });

  test('with jitter lies between nothing and the delay without', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.double({ min: 0, max: 0.999, noNaN: true }), (made, random) => {
        const full = delayOf({ ...retrier, maxDelaySeconds: 300 }, made, () => random);
        const most = delayOf({ ...retrier, maxDelaySeconds: 300, jitter: false }, made, () => random);
        const jittered = delayOf({ ...retrier, maxDelaySeconds: 300, jitter: true }, made, () => random);
        expect(full).toBe(most);
        expect(jittered).toBeGreaterThanOrEqual(0);
        expect(jittered).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('an error name', () => {
  test.each([
    [['States.ALL'], 'Anything', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.Runtime'], 'States.Runtime', true],
    [['States.TaskFailed'], 'Lambda.TooManyRequestsException', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['a', 'b'], 'b', true],
    [['a'], 'b', false],
  ])('%j stands for %s: %s', (errors, error, expected) => {
    expect(matches(errors, { error, narrower: undefined })).toBe(expected);
  });
});

describe('Retry', () => {
  const failing = (Retry: readonly object[], more: object = {}) =>
    machine({ Try: { Type: 'Task', Resource: functionArn('f'), Retry, End: true, ...more } });

  const failFirst = (times: number) => {
    let made = 0;
    return () => {
      made += 1;
      if (made <= times) throw Object.assign(new Error('not yet'), { name: 'NotYet' });
      return made;
    };
  };

  test('tries again after its delays until the function answers', async () => {
    const { run, clock, describeExecution } = makeEngineFixture({ f: failFirst(2) });
    const { executionArn } = await run(failing([{ ErrorEquals: ['NotYet'], IntervalSeconds: 10 }]));
    await clock.advance(10_000);
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await clock.advance(20_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '3' });
  });

  test('gives up after MaxAttempts, with the function’s own error', async () => {
    const { run, clock, describeExecution } = makeEngineFixture({ f: failFirst(9) });
    const { executionArn } = await run(failing([{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }]));
    await clock.advance(60_000);
    const { status, error, cause } = await describeExecution(executionArn);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'NotYet' });
    expect(JSON.parse(cause ?? '')).toEqual({ errorMessage: 'not yet', errorType: 'NotYet' });
  });

  test('counts each retrier for itself and shows the count in the context', async () => {
    const seen: unknown[] = [];
    const f = (payload: unknown) => {
      seen.push(payload);
      throw Object.assign(new Error(), { name: seen.length % 2 === 1 ? 'Odd' : 'Even' });
    };
    const { run, clock } = makeEngineFixture({ f });
    const retriers = ['Odd', 'Even'].map((name) => ({ ErrorEquals: [name], MaxAttempts: 1 }));
    await run(failing(retriers, { Arguments: '{% $states.context.State.RetryCount %}' }));
    await clock.advance(60_000);
    expect(seen).toEqual([0, 1, 2]);
  });

  test('a caught error is the input of the state that handles it', async () => {
    const { run } = makeEngineFixture({ f: failFirst(1) });
    const { result } = await run(
      machine({
        Try: {
          Type: 'Task',
          Resource: functionArn('f'),
          Catch: [{ ErrorEquals: ['NotYet'], Next: 'Handle', Assign: { why: '{% $states.errorOutput.Error %}' } }],
          End: true,
        },
        Handle: { Type: 'Pass', Output: '{% [$why, $states.input.Error] %}', End: true },
      }),
    );
    expect(result).toEqual(['NotYet', 'NotYet']);
  });

  test('an expression that fails in a task can be caught', async () => {
    const { run } = makeEngineFixture({ f: () => 1 });
    const { result, types } = await run(
      machine({
        Try: {
          Type: 'Task',
          Resource: functionArn('f'),
          Arguments: '{% $missing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Handle', Output: 'caught' }],
          End: true,
        },
        Handle: { Type: 'Succeed' },
      }),
    );
    expect(result).toBe('caught');
    expect(types).toContain('EvaluationFailed');
  });

  test('a function that is not there fails as Lambda says it', async () => {
    const { run } = makeEngineFixture();
    const { error, cause } = await run(failing([]));
    expect(error).toBe('Lambda.ResourceNotFoundException');
    expect(cause).toContain('Function not found');
  });
});
