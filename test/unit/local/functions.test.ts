import { describe, expect, test } from '@jest/globals';
import { makeClock } from '../../../infra/local/clock/clock.ts';
import type { FunctionSpec } from '../../../infra/local/lambda/function-spec.ts';
import { makeFunctions } from '../../../infra/local/lambda/functions.ts';
import { invokeHandler } from '../../../infra/local/lambda/invocation.ts';
import type { Handler } from '../../../infra/local/lambda/load-handler.ts';

const spec: FunctionSpec = {
  name: 'sweep',
  arn: 'arn:aws:lambda:r:0:function:sweep',
  logicalId: 'Sweep',
  roleArn: 'arn:aws:iam::0:role/sweep',
  folder: '/code',
  file: 'handler.mjs',
  member: 'handler',
  handler: 'handler.handler',
  variables: {},
  timeout: 1_000,
  memorySize: 128,
};

const functionsWith = (handler: Handler, retries = new Map<string, number>()) => {
  const clock = makeClock();
  const errors: unknown[] = [];
  const invoker = { invoke: (one: FunctionSpec, event: unknown) => invokeHandler(one, handler, event) };
  const onError = (error: unknown): void => {
    errors.push(error);
  };
  return { clock, errors, functions: makeFunctions({ specs: [spec], invoker, clock, retries, onError }) };
};

describe('an invocation', () => {
  test.each(['sweep', 'Sweep', spec.arn, `${spec.arn}:$LATEST`])('finds its function by %s', async (name) => {
    const { functions } = functionsWith((event) => event);
    expect(await functions.invoke(name, { a: undefined, at: new Date(0) })).toEqual({
      ok: true,
      value: { at: '1970-01-01T00:00:00.000Z' },
    });
  });

  test('of nothing is an error of AWS', async () => {
    const { functions } = functionsWith(() => 1);
    await expect(functions.invoke('other', {})).rejects.toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
  });

  test('gives null for what has no JSON', async () => {
    const { functions } = functionsWith(() => undefined);
    expect(await functions.invoke('sweep', {})).toEqual({ ok: true, value: null });
  });

  test('knows who it is and how long it has', async () => {
    const { functions } = functionsWith((_event, context) => {
      const { getRemainingTimeInMillis, ...rest } = context as { getRemainingTimeInMillis: () => number };
      return { ...rest, left: getRemainingTimeInMillis() };
    });
    const outcome = await functions.invoke('sweep', {});
    expect(outcome).toMatchObject({
      value: { functionName: 'sweep', invokedFunctionArn: spec.arn, memoryLimitInMB: '128' },
    });
    expect(outcome.ok && (outcome.value as { left: number }).left).toBeGreaterThan(900);
  });

  test('that takes too long is told as Lambda does', async () => {
    const { functions } = functionsWith(() => new Promise(() => {}));
    expect(await functions.invoke('sweep', {})).toMatchObject({
      functionError: 'Unhandled',
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds$/),
      },
    });
  });
});

describe('an asynchronous invocation', () => {
  test.each<[string, Map<string, number>, number]>([
    ['twice more by itself', new Map(), 3],
    ['never where the template says so', new Map([['sweep', 0]]), 1],
  ])('that fails is tried again %s', async (_name, retries, expected) => {
    const times: number[] = [];
    const { functions, clock, errors } = functionsWith(() => {
      times.push(clock.now());
      throw new Error('on purpose');
    }, retries);
    functions.invokeLater('sweep', {});
    await clock.advance(10 * 60_000);
    expect([times.length, errors.length]).toEqual([expected, expected]);
    clock.stop();
  });
});
