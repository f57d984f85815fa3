import { compileTemplate } from '../expressions/template.ts';
import type { JsonType, Template } from '../expressions/template.ts';
import type { Json } from '../json.ts';
import type { AslCatcher, AslMap, AslRetrier, AslState } from './asl.ts';
import type { Exit, Handling, MapState, Retrier, State, TaskState } from './machine.ts';

/** What compiling a state needs of its surroundings. */
export type Compiling = {
  readonly name: string;
  readonly language: 'JSONata' | 'Literal';
  readonly now: () => number;
  /** Compiles a nested flow and answers its key. */
  readonly nest: (key: string, flow: Readonly<Record<string, unknown>>) => string;
};

type Compile = (value: Json | undefined, field: string, type?: JsonType) => Template | undefined;

/** Leaves out what is undefined: an optional member is there or not. */
type Present<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
const present = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as unknown as Present<T>;

const exitOf = (
  {
    Output,
    Assign,
    Next,
  }: { readonly Output?: Json | undefined; readonly Assign?: Json | undefined; readonly Next?: string | undefined },
  compile: Compile,
  at = '',
): Exit => present({ output: compile(Output, `${at}Output`), assign: compile(Assign, `${at}Assign`), next: Next });

const retrierOf = (retrier: AslRetrier): Retrier =>
  present({
    errors: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds,
    maxAttempts: retrier.MaxAttempts,
    backoffRate: retrier.BackoffRate,
    maxDelaySeconds: retrier.MaxDelaySeconds,
    jitter: retrier.JitterStrategy === 'FULL',
  });

const handlingOf = (
  state: { readonly Retry?: AslRetrier[] | undefined; readonly Catch?: AslCatcher[] | undefined },
  compile: Compile,
): Handling => ({
  retriers: (state.Retry ?? []).map(retrierOf),
  catchers: (state.Catch ?? []).map((catcher, index) => ({
    errors: catcher.ErrorEquals,
    ...exitOf(catcher, compile, `Catch[${index}]/`),
  })),
});

const integrations: Readonly<Record<string, TaskState['integration']>> = {
  'arn:aws:states:::lambda:invoke': 'invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken': 'token',
};

/** How a task reaches its function; undefined for a resource that this runtime does not have. */
export const integrationOf = (resource: string): TaskState['integration'] | undefined =>
  integrations[resource] ??
  (/^arn:aws:lambda:[^:]+:\d+:function:[^:]+(:[^:]+)?$/.test(resource) ? 'function' : undefined);

const compileMap = (state: AslMap, { name, nest }: Compiling, compile: Compile): MapState => {
  const processor = state.ItemProcessor ?? state.Iterator ?? {};
  const { Mode } = (processor['ProcessorConfig'] ?? {}) as { readonly Mode?: unknown };
  return {
    name,
    type: 'Map',
    exit: exitOf(state, compile),
    ...handlingOf(state, compile),
    processor: nest('Map', processor),
    distributed: Mode === 'DISTRIBUTED',
    limits: present({
      MaxConcurrency: compile(state.MaxConcurrency, 'MaxConcurrency', 'number'),
      ToleratedFailureCount: compile(state.ToleratedFailureCount, 'ToleratedFailureCount', 'number'),
      ToleratedFailurePercentage: compile(state.ToleratedFailurePercentage, 'ToleratedFailurePercentage', 'number'),
    }),
    ...present({
      items: compile(state.Items, 'Items', 'array'),
      itemSelector: compile(state.ItemSelector, 'ItemSelector'),
    }),
  };
};

/** @throws ExpressionError for an expression that does not parse */
export const compileState = (state: AslState, compiling: Compiling): State => {
  const { name, language, now, nest } = compiling;
  const compile: Compile = (value, field, type) =>
    value === undefined ? undefined : compileTemplate(value, { field, language, now, type });
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return { name, type: state.Type, exit: exitOf(state, compile) };
    case 'Fail':
      return {
        name,
        type: 'Fail',
        exit: {},
        ...present({ error: compile(state.Error, 'Error', 'string'), cause: compile(state.Cause, 'Cause', 'string') }),
      };
    case 'Wait':
      return {
        name,
        type: 'Wait',
        exit: exitOf(state, compile),
        ...present({
          seconds: compile(state.Seconds, 'Seconds', 'number'),
          timestamp: compile(state.Timestamp, 'Timestamp', 'string'),
        }),
      };
    case 'Choice':
      return {
        name,
        type: 'Choice',
        exit: exitOf({ ...state, Next: state.Default }, compile),
        hasDefault: state.Default !== undefined,
        rules: state.Choices.map((rule, index) => ({
          condition: compileTemplate(rule.Condition, {
            field: `Choices[${index}]/Condition`,
            language,
            now,
            type: 'boolean',
          }),
          ...exitOf(rule, compile, `Choices[${index}]/`),
        })),
      };
    case 'Task':
      return {
        name,
        type: 'Task',
        exit: exitOf(state, compile),
        ...handlingOf(state, compile),
        integration: integrationOf(state.Resource) ?? 'function',
        resource: state.Resource,
        ...present({
          arguments: compile(state.Arguments, 'Arguments'),
          timeoutSeconds: compile(state.TimeoutSeconds, 'TimeoutSeconds', 'number'),
          heartbeatSeconds: compile(state.HeartbeatSeconds, 'HeartbeatSeconds', 'number'),
        }),
      };
    case 'Parallel':
      return {
        name,
        type: 'Parallel',
        exit: exitOf(state, compile),
        ...handlingOf(state, compile),
        branches: state.Branches.map((branch, index) => nest(String(index), branch)),
        ...present({ arguments: compile(state.Arguments, 'Arguments') }),
      };
    case 'Map':
      return compileMap(state, compiling, compile);
  }
};
