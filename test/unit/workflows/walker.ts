import jsonata from 'jsonata';
import type { State, StateMachine } from '../../../workflows/compile/state-machine.ts';

type Json = unknown;
type Bindings = Readonly<Record<string, Json>>;

/** One state that was entered, and the payload of the function that it calls. */
export type Visited = { readonly state: string; readonly payload?: Json };

const context = {
  Task: { Token: 'token-1' },
  Execution: { RedriveCount: 0 },
  State: { EnteredTime: '2026-03-09T14:30:00.000Z', RetryCount: 0 },
};

/** A template with each expression replaced by its value, as Step Functions does in JSONata. */
const valueOf = async (template: Json, bindings: Bindings): Promise<Json> => {
  if (typeof template === 'string') {
    return template.startsWith('{%') ? jsonata(template.slice(2, -2)).evaluate(undefined, bindings) : template;
  }
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(async ([key, value]) => [key, await valueOf(value, bindings)] as const);
  return Object.fromEntries(await Promise.all(entries));
};

const chosen = async (state: Extract<State, { Type: 'Choice' }>, bindings: Bindings): Promise<string> => {
  for (const { Condition, Next } of state.Choices) {
    const isMet = await valueOf(Condition, bindings);
    if (typeof isMet !== 'boolean') throw new Error(`a condition must be true or false: ${Condition}`);
    if (isMet) return Next;
  }
  return state.Default;
};

/**
 * Runs a compiled pathway on an input and on the results that people's work would bring, one for each task that waits. It stops
 * at the end of the machine, or at the first wait without a result.
 */
export const walk = async (
  machine: StateMachine,
  input: Json,
  results: readonly Json[],
): Promise<readonly Visited[]> => {
  const left = [...results];
  const visited: Visited[] = [];
  let name = machine.StartAt;
  let data = input;
  let variables: Bindings = {};
  for (;;) {
    const state = machine.States[name];
    if (!state) throw new Error(`there is no state ${name}`);
    const bindings = { ...variables, states: { input: data, context } };
    if (state.Type === 'Succeed' || state.Type === 'Fail') return [...visited, { state: name }];
    if (state.Type === 'Choice') {
      name = await chosen(state, bindings);
      continue;
    }
    if (state.Type === 'Task') {
      visited.push({ state: name, payload: await valueOf(state.Arguments.Payload, bindings) });
      const isWaiting = state.Resource.endsWith('.waitForTaskToken');
      if (isWaiting && left.length === 0) return visited;
      const withResult = { ...bindings, states: { input: data, context, result: isWaiting ? left.shift() : {} } };
      data = await valueOf(state.Output, withResult);
    }
    const assigned = await valueOf(state.Assign ?? {}, bindings);
    variables = { ...variables, ...(assigned as Bindings) };
    name = state.Next;
  }
};
