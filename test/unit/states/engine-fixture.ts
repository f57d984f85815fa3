import { DatabaseSync } from 'node:sqlite';

import { makeClock } from '../../../infra/local/clock/clock.ts';
import type { Clock } from '../../../infra/local/clock/clock.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';
import type { Turns } from '../../../infra/local/sqlite/group-commit.ts';
import { makeStates } from '../../../infra/local/states/states.ts';
import type { ExecutionStatusChange, LambdaAnswer } from '../../../infra/local/states/states.ts';
import { AwsError } from '../../../infra/local/aws/aws-error.ts';

type Handler = (payload: unknown) => unknown;

/** Functions by name; what one throws is answered as Lambda answers an error of a function. */
export type Functions = Readonly<Record<string, Handler>>;

export type HistoryEvent = {
  readonly id: number;
  readonly type: string;
  readonly previousEventId: number;
  readonly [details: string]: unknown;
};

export type Described = {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
};

type Options = {
  readonly db?: DatabaseSync;
  readonly turns?: (turns: Turns) => Turns;
  readonly random?: () => number;
  readonly clock?: Clock;
};

const role = 'arn:aws:iam::111111111111:role/states';

export const functionArn = (name: string) => `arn:aws:lambda:ca-central-1:111111111111:function:${name}`;

/** A states engine on SQLite in memory, with functions in process and a clock that only the test moves forward. */
export const makeEngineFixture = (functions: Functions = {}, options: Options = {}) => {
  const db = options.db ?? new DatabaseSync(':memory:');
  const clock = options.clock ?? makeClock();
  const { turns } = groupCommit(db);
  const changes: ExecutionStatusChange[] = [];

  const invoke = async (functionName: string, payload: string): Promise<LambdaAnswer> => {
    const name = functionName.split(':function:').at(-1) ?? '';
    const handler = functions[name];
    if (!handler)
      throw new AwsError('ResourceNotFoundException', `Function not found: ${functionName}`, { status: 404 });
    try {
      return { payload: JSON.stringify((await handler(JSON.parse(payload))) ?? null) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { payload: JSON.stringify({ errorMessage, errorType }), functionError: 'Unhandled' };
    }
  };

  const states = makeStates({
    db,
    turns: options.turns ? options.turns(turns) : turns,
    clock,
    region: 'ca-central-1',
    account: '111111111111',
    invoke,
    onStatusChange: (detail) => changes.push(detail),
    ...(options.random ? { random: options.random } : {}),
  });

  const call = async <T = Readonly<Record<string, unknown>>>(operation: string, input: object): Promise<T> => {
    const run = states.operations[operation];
    if (!run) throw new Error(`no operation ${operation}`);
    return (await run(input as Readonly<Record<string, unknown>>)) as T;
  };

  const create = async (definition: object, name = 'machine'): Promise<string> => {
    const { arn } = await states.ensureStateMachine({ name, definition: JSON.stringify(definition), roleArn: role });
    return arn;
  };

  const start = async (stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> => {
    const given = { stateMachineArn, input: JSON.stringify(input), ...(name === undefined ? {} : { name }) };
    return (await call<{ executionArn: string }>('StartExecution', given)).executionArn;
  };

  const describeExecution = (executionArn: string) => call<Described>('DescribeExecution', { executionArn });

  /** All events, page by page. */
  const history = async (executionArn: string): Promise<readonly HistoryEvent[]> => {
    const events: HistoryEvent[] = [];
    for (let more: object | undefined = {}; more;) {
      const page: { readonly events: readonly HistoryEvent[]; readonly nextToken?: string } = await call(
        'GetExecutionHistory',
        { executionArn, maxResults: 1000, ...more },
      );
      events.push(...page.events);
      more = page.nextToken === undefined ? undefined : { nextToken: page.nextToken };
    }
    return events;
  };

  /** Runs a definition until nothing is under way. */
  const run = async (definition: object, input: unknown = {}) => {
    const executionArn = await start(await create(definition), input);
    await clock.idle();
    const described = await describeExecution(executionArn);
    return {
      executionArn,
      ...described,
      result: described.output === undefined ? undefined : (JSON.parse(described.output) as unknown),
      types: (await history(executionArn)).map(({ type }) => type),
    };
  };

  return { db, clock, states, changes, call, create, start, describeExecution, history, run };
};

/** Lets the event loop turn until something has come about. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
};

/** A JSONata machine of the states given, beginning with the first. */
export const machine = (states: Readonly<Record<string, object>>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
