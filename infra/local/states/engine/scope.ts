import type { State } from '../definition/machine.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import type { Scope } from '../expressions/scope.ts';
import type { Template } from '../expressions/template.ts';
import { isTooLarge } from '../json.ts';
import type { Json } from '../json.ts';
import type { Draft } from './draft.ts';
import { StateFailure } from './failure.ts';
import type { Thread } from './thread.ts';

/** What a state adds to `$states` at some point of its life. */
export type Extras = { readonly result?: Json; readonly errorOutput?: Json; readonly token?: string | undefined };

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

const contextOf = (draft: Draft, thread: Thread, token: string | undefined) => {
  const { record, surroundings } = draft;
  const redriven = draft.redriven ?? { count: record.redrives, at: record.redriven };
  return {
    Execution: {
      Id: surroundings.executionArn(record),
      Input: draft.input,
      Name: record.name,
      RoleArn: draft.role,
      StartTime: iso(record.started),
      RedriveCount: redriven.count,
      ...(redriven.at === null ? {} : { RedriveTime: iso(redriven.at) }),
    },
    State: {
      EnteredTime: iso(thread.entered.at),
      Name: thread.state,
      RetryCount: thread.retries.reduce((sum, made) => sum + made, 0),
    },
    StateMachine: { Id: surroundings.machineArn(record), Name: record.machine },
    ...(thread.item ? { Map: { Item: thread.item } } : {}),
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
};

/** What the expressions of a thread's state see now. */
export const scopeOf = (draft: Draft, thread: Thread, { token, ...extras }: Extras = {}): Scope => ({
  ...thread.variables,
  states: { input: thread.input, context: contextOf(draft, thread, token), ...extras },
});

const prefix = (thread: Thread): string =>
  `An error occurred while executing the state '${thread.state}' (entered at the event id #${thread.entered.event}). `;

/** A failure of the thread's state because of what an expression gave. */
export const evaluationFailure = (thread: Thread, message: string, location?: string): StateFailure =>
  new StateFailure('States.QueryEvaluationError', prefix(thread) + message, { evaluation: { location } });

/** Evaluates a field of the thread's state. @throws StateFailure States.QueryEvaluationError */
export const evaluate = async (thread: Thread, template: Template, scope: Scope): Promise<Json> => {
  try {
    return await template(scope);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw evaluationFailure(thread, error.message, error.field);
  }
};

/** Evaluates a field that must give a whole number. @throws StateFailure States.QueryEvaluationError */
export const evaluateCount = async (
  thread: Thread,
  template: Template | undefined,
  scope: Scope,
  { field, least, most = 99_999_999 }: { readonly field: string; readonly least: number; readonly most?: number },
): Promise<number | undefined> => {
  if (!template) return undefined;
  const value = await evaluate(thread, template, scope);
  if (typeof value === 'number' && value >= least && value <= most && Number.isInteger(value)) return value;
  throw evaluationFailure(
    thread,
    `The value of the field '${field}' must be a whole number from ${least} to ${most} but was: ${JSON.stringify(value)}`,
    field,
  );
};

/** The text of a value that a state hands on. @throws StateFailure States.DataLimitExceeded */
export const payloadOf = (value: Json, state: State): string => {
  const text = JSON.stringify(value);
  if (!isTooLarge(text)) return text;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${state.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
};
