import type { Exit } from '../definition/machine.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Draft } from './draft.ts';
import { known } from './draft.ts';
import { evaluate, payloadOf, scopeOf } from './scope.ts';
import type { Extras } from './scope.ts';
import type { Thread } from './thread.ts';

/** What a thread of a Parallel or Map state has come to. */
export type Joined = (draft: Draft, thread: Thread, output: Json) => void;

/** How a state is left: `fallback` is its output where the exit has no Output. */
export type Leaving = { readonly exit: Exit; readonly fallback: Json; readonly extras?: Extras };

/** Enters the thread's state: from here on its work may be done. */
export const enter = (draft: Draft, thread: Thread): void => {
  const state = draft.stateOf(thread);
  const before = thread.last;
  const event = draft.log(thread, `${state.type}StateEntered`, {
    name: state.name,
    input: JSON.stringify(thread.input),
  });
  thread.entered = { at: draft.now, event, before };
  thread.retries = [];
  thread.phase = { is: 'working' };
};

/** Evaluates Output and Assign, and moves the thread to the next state or to its end. @throws StateFailure */
export const leave = async (
  draft: Draft,
  thread: Thread,
  { exit, fallback, extras = {} }: Leaving,
  joined: Joined,
): Promise<void> => {
  const state = draft.stateOf(thread);
  const scope = scopeOf(draft, thread, extras);
  const output = exit.output ? await evaluate(thread, exit.output, scope) : fallback;
  const assigned = exit.assign ? ((await evaluate(thread, exit.assign, scope)) as JsonObject) : undefined;
  const text = payloadOf(output, state);
  draft.log(thread, `${state.type}StateExited`, {
    name: state.name,
    output: text,
    ...known({ assignedVariables: assigned && asText(assigned) }),
  });
  if (assigned) thread.variables = { ...thread.variables, ...assigned };
  if (exit.next === undefined) {
    if (thread.parent !== null) joined(draft, thread, output);
    else draft.end({ status: 'SUCCEEDED', output: text, error: null, cause: null });
    return;
  }
  thread.state = exit.next;
  thread.input = output;
  thread.phase = { is: 'entering' };
};

const asText = (variables: JsonObject): Readonly<Record<string, string>> | undefined => {
  const entries = Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};
