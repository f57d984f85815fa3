import type { AslFlow, AslState } from './asl.ts';
import { integrationOf } from './compile-state.ts';
import { jsonataOnly } from './json-path.ts';
import type { Problem } from './problem.ts';

const targetsOf = (state: AslState): { readonly target: string; readonly at: string }[] => {
  const targets: { target: string; at: string }[] = [];
  if ('Next' in state && state.Next !== undefined) targets.push({ target: state.Next, at: 'Next' });
  if ('Catch' in state)
    state.Catch?.forEach(({ Next }, index) => targets.push({ target: Next, at: `Catch[${index}]/Next` }));
  if (state.Type === 'Choice') {
    state.Choices.forEach(({ Next }, index) => targets.push({ target: Next, at: `Choices[${index}]/Next` }));
    if (state.Default !== undefined) targets.push({ target: state.Default, at: 'Default' });
  }
  return targets;
};

const isTerminal = (state: AslState): boolean =>
  state.Type === 'Succeed' || state.Type === 'Fail' || ('End' in state && state.End === true);

const shapeProblems = (state: AslState, location: string): Problem[] => {
  const wrong = (message: string, at = location): Problem => ({
    code: 'SCHEMA_VALIDATION_FAILED',
    message,
    location: at,
  });
  const problems: Problem[] = [];
  if (
    state.Type !== 'Choice' &&
    state.Type !== 'Succeed' &&
    state.Type !== 'Fail' &&
    (state.Next !== undefined) === (state.End === true)
  ) {
    problems.push(wrong("A state has either 'Next' or 'End'"));
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    problems.push(wrong("A Wait state has either 'Seconds' or 'Timestamp'"));
  }
  if (state.Type === 'Task' && integrationOf(state.Resource) === undefined) {
    problems.push(wrong(`The resource '${state.Resource}' is not one that this runtime has`, `${location}/Resource`));
  }
  if (state.Type === 'Map' && (state.ItemProcessor === undefined) === (state.Iterator === undefined)) {
    problems.push(wrong("A Map state has an 'ItemProcessor'"));
  }
  for (const [field, handlers] of [
    ['Retry', 'Retry' in state ? state.Retry : []],
    ['Catch', 'Catch' in state ? state.Catch : []],
  ] as const) {
    handlers?.forEach(({ ErrorEquals }, index) => {
      const all = ErrorEquals.includes('States.ALL');
      if (all && (ErrorEquals.length > 1 || index < handlers.length - 1)) {
        problems.push(wrong("'States.ALL' must stand alone and last", `${location}/${field}[${index}]/ErrorEquals`));
      }
    });
  }
  return problems;
};

/** What is wrong between the states of a flow: targets that are not there, states that nothing leads to, fields of another language. */
export const flowProblems = (
  flow: AslFlow,
  states: ReadonlyMap<string, AslState>,
  location: string,
  languageOf: (state: AslState) => 'JSONata' | 'Literal',
): Problem[] => {
  const problems: Problem[] = [];
  const missing = (target: string, at: string) => {
    if (!states.has(target)) {
      problems.push({ code: 'MISSING_TRANSITION_TARGET', message: `There is no state '${target}'`, location: at });
    }
  };
  missing(flow.StartAt, `${location}/StartAt`);
  const reached = new Set([flow.StartAt]);
  for (const [name, state] of states) {
    const at = `${location}/States/${name}`;
    problems.push(...shapeProblems(state, at));
    for (const { target, at: field } of targetsOf(state)) {
      missing(target, `${at}/${field}`);
      if (target !== name) reached.add(target);
    }
    if (languageOf(state) === 'JSONata') continue;
    for (const field of jsonataOnly(state)) {
      problems.push({
        code: 'SCHEMA_VALIDATION_FAILED',
        message: `'${field}' needs the query language JSONata`,
        location: `${at}/${field}`,
      });
    }
  }
  for (const name of states.keys()) {
    if (!reached.has(name)) {
      problems.push({
        code: 'MISSING_TRANSITION_TARGET',
        message: `Nothing leads to the state '${name}'`,
        location: `${location}/States/${name}`,
      });
    }
  }
  if (![...states.values()].some(isTerminal)) {
    problems.push({ code: 'NO_TERMINAL_STATE', message: 'No state ends the flow', location: `${location}/States` });
  }
  return problems;
};
