import { makeEngineFixture } from '../../unit/states/engine-fixture.ts';
import type { Functions, HistoryEvent } from '../../unit/states/engine-fixture.ts';
import type { ActualRun, RecordedCase, RecordedEvent } from './recorded-case.ts';

const longestRetry = 60_000;

const behaviour =
  (text: string) =>
  (event: unknown): unknown => {
    const [kind, ...rest] = text.split(':');
    if (kind === 'echo') return event;
    if (kind === 'return') return JSON.parse(rest.join(':')) as unknown;
    if (kind === 'raise') {
      const [name = '', ...message] = rest;
      throw Object.assign(new Error(message.join(':')), { name });
    }
    throw new Error(`unknown behaviour ${text}`);
  };

const parsed = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  } catch {
    return value;
  }
};

const texts = new Set(['input', 'output', 'parameters']);

/** Puts an event of the history into the shape of the recording. */
const asRecorded = (event: HistoryEvent): RecordedEvent => {
  const [, details] = Object.entries(event).find(([member]) => member.endsWith('EventDetails')) ?? [];
  const members = Object.entries((details ?? {}) as Readonly<Record<string, unknown>>).map(([member, value]) => {
    if (texts.has(member)) return [member, parsed(value)];
    if (member !== 'assignedVariables') return [member, value];
    const variables = Object.entries(value as Readonly<Record<string, unknown>>);
    return [member, Object.fromEntries(variables.map(([name, variable]) => [name, parsed(variable)]))];
  });
  const all = Object.fromEntries(members) as Readonly<Record<string, unknown>>;
  return { type: event.type, ...(typeof all['name'] === 'string' ? { name: all['name'] } : {}), details: all };
};

/** Runs a case in process; delays of retries and waits are skipped by moving the clock. */
export const runCase = async ({ definition, input, lambdas = {} }: RecordedCase): Promise<ActualRun> => {
  const functions: Functions = Object.fromEntries(
    Object.entries(lambdas).map(([name, text]) => [name, behaviour(text)]),
  );
  const { clock, create, start, describeExecution, history } = makeEngineFixture(functions);
  const executionArn = await start(await create(definition), input);
  await clock.idle();
  await clock.advance(longestRetry);
  const { status, output, error, cause } = await describeExecution(executionArn);
  return { status, output, error, cause, events: (await history(executionArn)).map(asRecorded) };
};
