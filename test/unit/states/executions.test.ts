import { describe, expect, test } from '@jest/globals';

import { functionArn, machine, makeEngineFixture } from './engine-fixture.ts';
import type { HistoryEvent } from './engine-fixture.ts';

const resting = machine({ Rest: { Type: 'Wait', Seconds: 60, End: true } });

describe('StartExecution', () => {
  test('of the same name and input answers the same execution while it runs', async () => {
    const { create, call } = makeEngineFixture();
    const request = { stateMachineArn: await create(resting), name: 'case-1', input: '{"a":1}' };
    const [first, second] = await Promise.all([call('StartExecution', request), call('StartExecution', request)]);
    expect(second).toEqual(first);
  });

  test('of the same name is refused with another input, and once the first has ended', async () => {
    const { create, call, clock } = makeEngineFixture();
    const request = { stateMachineArn: await create(resting), name: 'case-1', input: '{"a":1}' };
    await call('StartExecution', request);
    const other = call('StartExecution', { ...request, input: '{"a":2}' });
    await expect(other).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    await clock.advance(60_000);
    await expect(call('StartExecution', request)).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
  });

  test.each([
    ['InvalidName', { name: 'with space' }],
    ['InvalidExecutionInput', { input: '{' }],
    ['StateMachineDoesNotExist', { stateMachineArn: 'arn:aws:states:ca-central-1:111111111111:stateMachine:none' }],
    ['InvalidArn', { stateMachineArn: 'arn:aws:s3:::bucket' }],
    ['ValidationException', { stateMachineArn: 1 }],
  ])('answers %s', async (code, wrong) => {
    const { create, call } = makeEngineFixture();
    const stateMachineArn = await create(resting);
    await expect(call('StartExecution', { stateMachineArn, ...wrong })).rejects.toMatchObject({ code });
  });
});

describe('an execution', () => {
  test('that is stopped is aborted, and what it waited for is over', async () => {
    const { run, call, clock, describeExecution, history } = makeEngineFixture();
    const { executionArn } = await run(resting);
    await call('StopExecution', { executionArn, error: 'mistake', cause: 'started twice' });
    await clock.advance(120_000);
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'mistake',
      cause: 'started twice',
    });
    expect((await history(executionArn)).at(-1)?.type).toBe('ExecutionAborted');
  });

  test('tells of its status when it begins and when it ends', async () => {
    const { run, changes, clock } = makeEngineFixture();
    const { executionArn } = await run(resting, { a: 1 });
    await clock.advance(60_000);
    expect(changes.map(({ status }) => status)).toEqual(['RUNNING', 'SUCCEEDED']);
    expect(changes[1]).toMatchObject({
      executionArn,
      input: '{"a":1}',
      output: '{"a":1}',
      redriveStatus: 'NOT_REDRIVABLE',
    });
  });

  test('is listed by status, page by page, newest first', async () => {
    const { create, start, call, clock } = makeEngineFixture();
    const stateMachineArn = await create(resting);
    await start(stateMachineArn, {}, 'ended');
    await clock.advance(60_000);
    for (const name of ['a', 'b', 'c']) await start(stateMachineArn, {}, name);
    type Page = { readonly executions: readonly { readonly name: string }[]; readonly nextToken?: string };
    const list = (more: object) => call<Page>('ListExecutions', { stateMachineArn, ...more });
    const first = await list({ statusFilter: 'RUNNING', maxResults: 2 });
    const second = await list({ statusFilter: 'RUNNING', maxResults: 2, nextToken: first.nextToken });
    expect([first, second].map(({ executions }) => executions.map(({ name }) => name))).toEqual([['c', 'b'], ['a']]);
    expect(second.nextToken).toBeUndefined();
    expect((await list({ statusFilter: 'SUCCEEDED' })).executions.map(({ name }) => name)).toEqual(['ended']);
  });

  test('that does not exist says so', async () => {
    const { call } = makeEngineFixture();
    const executionArn = 'arn:aws:states:ca-central-1:111111111111:execution:machine:none';
    await expect(call('DescribeExecution', { executionArn })).rejects.toMatchObject({ code: 'ExecutionDoesNotExist' });
  });

  test('keeps its definition when the machine is updated', async () => {
    const { create, start, call, clock, describeExecution } = makeEngineFixture();
    const arn = await create(resting);
    const executionArn = await start(arn, 1);
    await create(machine({ Rest: { Type: 'Fail', Error: 'new' } }));
    await clock.advance(60_000);
    expect((await describeExecution(executionArn)).status).toBe('SUCCEEDED');
    const { definition } = await call<{ definition: string }>('DescribeStateMachineForExecution', { executionArn });
    expect(JSON.parse(definition)).toEqual(resting);
    expect((await describeExecution(await start(arn, 1))).error).toBe('new');
  });

  test('that failed can be redriven from the state where it failed', async () => {
    let healthy = false;
    const { run, call, clock, describeExecution, history } = makeEngineFixture({
      f: () => {
        if (!healthy) throw Object.assign(new Error(), { name: 'Down' });
        return 'up';
      },
    });
    const { executionArn, status } = await run(
      machine({
        Before: { Type: 'Pass', Next: 'Try' },
        Try: { Type: 'Task', Resource: functionArn('f'), End: true },
      }),
    );
    expect(status).toBe('FAILED');
    healthy = true;
    await call('RedriveExecution', { executionArn });
    await clock.idle();
    expect(await describeExecution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"up"',
      redriveCount: 1,
    });
    expect((await history(executionArn)).map(({ type }) => type).slice(-6)).toEqual([
      'ExecutionRedriven',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    await expect(call('RedriveExecution', { executionArn })).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
  });
});

describe('GetExecutionHistory', () => {
  type Page = { readonly events: readonly HistoryEvent[]; readonly nextToken?: string };
  const threeCommits = machine({
    Rest: { Type: 'Wait', Seconds: 1, Next: 'Again' },
    Again: { Type: 'Wait', Seconds: 1, Next: 'Done' },
    Done: { Type: 'Pass', Assign: { a: 1 }, End: true },
  });

  test.each([false, true])('pages through all events (reverse: %s)', async (reverseOrder) => {
    const { run, call, clock } = makeEngineFixture();
    const { executionArn } = await run(threeCommits);
    await clock.advance(10_000);
    const seen: number[] = [];
    for (let nextToken: string | undefined; ;) {
      const page: Page = await call('GetExecutionHistory', {
        executionArn,
        reverseOrder,
        maxResults: 2,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      seen.push(...page.events.map(({ id }) => id));
      nextToken = page.nextToken;
      if (nextToken === undefined) break;
    }
    const ids = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(seen).toEqual(reverseOrder ? ids.reverse() : ids);
  });

  test('shows details as AWS names them, and leaves data out on demand', async () => {
    const { run, call } = makeEngineFixture();
    const { executionArn } = await run(machine({ P: { Type: 'Pass', Assign: { a: 1 }, End: true } }), { x: 1 });
    const { events } = await call<Page>('GetExecutionHistory', { executionArn });
    expect(events[2]).toMatchObject({
      id: 3,
      previousEventId: 2,
      type: 'PassStateExited',
      stateExitedEventDetails: {
        name: 'P',
        output: '{"x":1}',
        outputDetails: { truncated: false },
        assignedVariables: { a: '1' },
      },
    });
    const without = await call<Page>('GetExecutionHistory', { executionArn, includeExecutionData: false });
    expect(without.events[2]?.['stateExitedEventDetails']).toEqual({ name: 'P' });
  });
});
