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

const mebibyte = 1024 * 1024;
const lettersOf = (bytes: number): string => 'x'.repeat(bytes - 2); // in JSON between two quotation marks
const tooLarge = (message: string) =>
  expect.objectContaining({ code: 'RequestEntityTooLargeException', status: 413, message });

describe('a payload is bounded as on AWS:', () => {
  test('6 MB of a request that is waited for', async () => {
    const { functions } = functionsWith((event) => String(event).length);
    expect(await functions.invoke('sweep', lettersOf(6 * mebibyte))).toMatchObject({ ok: true });
    await expect(functions.invoke('sweep', lettersOf(6 * mebibyte + 1))).rejects.toThrow(
      tooLarge('Request must be smaller than 6291456 bytes for the InvokeFunction operation'),
    );
  });

  test.each([
    ['accents', 'é'.repeat(3 * mebibyte)],
    ['signs that are written longer', '\u0001'.repeat(mebibyte + 1)],
    ['members', Object.fromEntries(Array.from({ length: 400_000 }, (_one, index) => [`member-${index}`, index]))],
    ['items', Array.from({ length: 300_000 }, (_one, index) => ({ index, at: 'a-long-place' }))],
  ])('counted in bytes of JSON: %s', async (_what, event) => {
    const { functions } = functionsWith(() => 1);
    expect(Buffer.byteLength(JSON.stringify(event))).toBeGreaterThan(6 * mebibyte);
    await expect(functions.invoke('sweep', event)).rejects.toThrow(expect.objectContaining({ status: 413 }));
  });

  test('6 MB and a hundred bytes of what it gives', async () => {
    const { functions } = functionsWith((event) => lettersOf(6_291_556 + Number(event)));
    expect(await functions.invoke('sweep', 0)).toMatchObject({ ok: true });
    expect(await functions.invoke('sweep', 1)).toMatchObject({
      ok: false,
      functionError: 'Unhandled',
      error: {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes).',
      },
    });
  });

  test('1 MB of an event that nobody waits for', async () => {
    let calls = 0;
    const { functions, clock } = functionsWith(() => (calls += 1));
    functions.invokeLater('sweep', lettersOf(mebibyte));
    expect(() => {
      functions.invokeLater('sweep', lettersOf(mebibyte + 1));
    }).toThrow(tooLarge('1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)'));
    await clock.idle();
    expect(calls).toBe(1);
    clock.stop();
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
