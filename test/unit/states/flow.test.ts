import { describe, expect, test } from '@jest/globals';

import { machine, makeEngineFixture } from './engine-fixture.ts';

const day = 86_400_000;

describe('Pass, Choice, Wait, Succeed and Fail', () => {
  test('variables and the output of one state reach the next', async () => {
    const { run } = makeEngineFixture();
    const { status, result } = await run(
      machine({
        First: { Type: 'Pass', Assign: { sum: '{% $states.input.a + 1 %}' }, Output: { b: 2 }, Next: 'Second' },
        Second: { Type: 'Succeed', Output: { sum: '{% $sum %}', b: '{% $states.input.b %}' } },
      }),
      { a: 1 },
    );
    expect({ status, result }).toEqual({ status: 'SUCCEEDED', result: { sum: 2, b: 2 } });
  });

  test('a choice takes the first rule that holds, with its own output and variables', async () => {
    const { run } = makeEngineFixture();
    const rule = (value: string, Next: string) => ({
      Condition: `{% $states.input.outcome = '${value}' %}`,
      Next,
      Assign: { chosen: value },
      Output: { at: value },
    });
    const definition = machine({
      Choose: { Type: 'Choice', Choices: [rule('stay', 'Other'), rule('go', 'Done')], Default: 'Other' },
      Done: { Type: 'Succeed', Output: '{% [$chosen, $states.input.at] %}' },
      Other: { Type: 'Fail', Error: 'unknown-outcome' },
    });
    expect((await run(definition, { outcome: 'go' })).result).toEqual(['go', 'go']);
    expect((await run(definition, { outcome: 'strange' })).error).toBe('unknown-outcome');
  });

  test('a choice without a match and without a default fails the execution', async () => {
    const { run } = makeEngineFixture();
    const { status, error } = await run(
      machine({
        Choose: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
        End: { Type: 'Succeed' },
      }),
    );
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('a condition that is no boolean is an evaluation error', async () => {
    const { run } = makeEngineFixture();
    const { error, cause, types } = await run(
      machine({
        Choose: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }], Default: 'End' },
        End: { Type: 'Succeed' },
      }),
    );
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toBe(
      "An error occurred while executing the state 'Choose' (entered at the event id #2). The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
    expect(types.slice(-2)).toEqual(['EvaluationFailed', 'ExecutionFailed']);
  });

  test('a wait ends when its time has come and not before', async () => {
    const { create, start, clock, describeExecution } = makeEngineFixture();
    const arn = await create(
      machine({ Rest: { Type: 'Wait', Seconds: '{% $states.input.days * 86400 %}', End: true } }),
    );
    const executionArn = await start(arn, { days: 3 });
    await clock.advance(3 * day - 60_000);
    expect((await describeExecution(executionArn)).status).toBe('RUNNING');
    await clock.advance(60_000);
    expect((await describeExecution(executionArn)).status).toBe('SUCCEEDED');
  });

  test('a wait for a timestamp of the past is over at once', async () => {
    const { run } = makeEngineFixture();
    const { status } = await run(machine({ Rest: { Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z', End: true } }));
    expect(status).toBe('SUCCEEDED');
  });

  test('the times of expressions are those of the clock', async () => {
    const { run, clock } = makeEngineFixture();
    await clock.advance(400 * day);
    const { result } = await run(
      machine({ Now: { Type: 'Pass', Output: '{% [$toMillis($now()), $millis()] %}', End: true } }),
    );
    const [now, millis] = result as [number, number];
    expect(Math.abs(now - millis)).toBeLessThan(1000);
    expect(millis).toBeGreaterThan(Date.now() + 399 * day);
  });

  test('the context names the execution, the state and the machine', async () => {
    const { run } = makeEngineFixture();
    const { result, executionArn } = await run(
      machine({ Look: { Type: 'Pass', Output: '{% $states.context %}', End: true } }),
      { x: 1 },
    );
    expect(result).toMatchObject({
      Execution: {
        Id: executionArn,
        Input: { x: 1 },
        RoleArn: 'arn:aws:iam::111111111111:role/states',
        RedriveCount: 0,
      },
      State: { Name: 'Look', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:ca-central-1:111111111111:stateMachine:machine', Name: 'machine' },
    });
  });

  test('a machine past its TimeoutSeconds is timed out', async () => {
    const { run, clock, describeExecution } = makeEngineFixture();
    const { executionArn } = await run(
      machine({ Rest: { Type: 'Wait', Seconds: 600, End: true } }, { TimeoutSeconds: 60 }),
    );
    await clock.advance(120_000);
    expect(await describeExecution(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('an endless loop ends at 25,000 events', async () => {
    const { run } = makeEngineFixture();
    const { status, error, cause, types } = await run(
      machine({
        Round: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Out' }], Default: 'Again' },
        Again: { Type: 'Pass', Next: 'Round' },
        Out: { Type: 'Succeed' },
      }),
    );
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).toContain('25000');
    expect(types).toHaveLength(25_000);
  });

  test('an output of more than 256 KB fails, and States.ALL does not catch it', async () => {
    const { run } = makeEngineFixture({ big: () => 'x'.repeat(262_144) });
    const { error } = await run(
      machine({
        Big: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:ca-central-1:111111111111:function:big',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Pass', End: true },
      }),
    );
    expect(error).toBe('States.DataLimitExceeded');
  });
});
