import type * as z from 'zod';

import { AwsError } from '../../aws/aws-error.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import { flowSchema, machineSchema, stateSchema } from './asl.ts';
import type { AslFlow, AslState } from './asl.ts';
import { compileState } from './compile-state.ts';
import { jsonPathIn } from './json-path.ts';
import type { Flow, Machine, State } from './machine.ts';
import type { Problem } from './problem.ts';
import { flowProblems } from './transitions.ts';

type Language = 'JSONata' | 'JSONPath';
type Compilation = { readonly flows: Map<string, Flow>; readonly problems: Problem[]; readonly now: () => number };

const schemaProblems = (error: z.ZodError, location: string): Problem[] =>
  error.issues.map(({ path, message }) => ({
    code: 'SCHEMA_VALIDATION_FAILED',
    message,
    location: [location, ...path].join('/'),
  }));

const parseState = (
  body: Readonly<Record<string, unknown>>,
  location: string,
  problems: Problem[],
): AslState | undefined => {
  const paths = jsonPathIn(body, location);
  problems.push(...paths);
  if (paths.length > 0) return undefined;
  const parsed = stateSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  problems.push(...schemaProblems(parsed.error, location));
  return undefined;
};

const compileFlow = (
  flow: AslFlow,
  key: string,
  location: string,
  inherited: Language,
  compilation: Compilation,
): void => {
  const { flows, problems, now } = compilation;
  const language = flow.QueryLanguage ?? inherited;
  const languageOf = (state: AslState) => ((state.QueryLanguage ?? language) === 'JSONata' ? 'JSONata' : 'Literal');
  const parsed = new Map<string, AslState>();
  let readable = true;
  for (const [name, body] of Object.entries(flow.States)) {
    const state = parseState(body, `${location}/States/${name}`, problems);
    if (state) parsed.set(name, state);
    else readable = false;
  }
  // With a state that cannot be read, complaints about the way between states would only mislead.
  if (readable) problems.push(...flowProblems(flow, parsed, location, languageOf));
  const states = new Map<string, State>();
  flows.set(key, { start: flow.StartAt, states });
  for (const [name, state] of parsed) {
    const at = `${location}/States/${name}`;
    const nest = (part: string, body: Readonly<Record<string, unknown>>): string => {
      const inner = `${key}/${name}/${part}`;
      const nested = flowSchema.safeParse(body);
      if (nested.success) compileFlow(nested.data, inner, `${at}/${part}`, language, compilation);
      else problems.push(...schemaProblems(nested.error, `${at}/${part}`));
      return inner;
    };
    try {
      states.set(name, compileState(state, { name, language: languageOf(state), now, nest }));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({
        code: 'INVALID_JSONATA_EXPRESSION',
        message: error.message,
        location: `${at}/${error.field ?? ''}`,
      });
    }
  }
};

/** Compiles a definition's text; expressions read the time from `now`. Either the machine or what is wrong with it. */
export const examine = (
  definition: string,
  now: () => number,
): { readonly machine: Machine } | { readonly problems: readonly [Problem, ...Problem[]] } => {
  let body: unknown;
  try {
    body = JSON.parse(definition);
  } catch {
    return { problems: [{ code: 'INVALID_JSON_DESCRIPTION', message: 'The definition is not JSON', location: '' }] };
  }
  const parsed = machineSchema.safeParse(body);
  const compilation: Compilation = { flows: new Map(), problems: [], now };
  if (parsed.success) compileFlow(parsed.data, '', '', 'JSONPath', compilation);
  else compilation.problems.push(...schemaProblems(parsed.error, ''));
  const [first, ...rest] = compilation.problems;
  if (first) return { problems: [first, ...rest] };
  const timeoutSeconds = parsed.data?.TimeoutSeconds;
  return { machine: { flows: compilation.flows, ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) } };
};

/** @throws AwsError InvalidDefinition */
export const compile = (definition: string, now: () => number): Machine => {
  const examined = examine(definition, now);
  if ('machine' in examined) return examined.machine;
  const reasons = examined.problems.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${reasons.join(', ')}'`);
};
