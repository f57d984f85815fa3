import type { Template } from '../expressions/template.ts';

/** A definition whose expressions are compiled. Nested flows (branches, item processors) have a path as their key. */
export type Machine = {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly timeoutSeconds?: number;
};

export type Flow = { readonly start: string; readonly states: ReadonlyMap<string, State> };

/** What leaving a state evaluates, and where it leads; no `next` ends the flow. */
export type Exit = { readonly output?: Template; readonly assign?: Template; readonly next?: string };

type Catcher = Exit & { readonly errors: readonly string[] };

export type Retrier = {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: boolean;
};

export type Handling = { readonly retriers: readonly Retrier[]; readonly catchers: readonly Catcher[] };

type Named = { readonly name: string; readonly exit: Exit };

type PassState = Named & { readonly type: 'Pass' | 'Succeed' };
export type FailState = Named & { readonly type: 'Fail'; readonly error?: Template; readonly cause?: Template };
export type WaitState = Named & { readonly type: 'Wait'; readonly seconds?: Template; readonly timestamp?: Template };
export type ChoiceState = Named & {
  readonly type: 'Choice';
  readonly rules: readonly (Exit & { readonly condition: Template })[];
  /** False where no rule matched means `States.NoChoiceMatched`. */
  readonly hasDefault: boolean;
};
export type TaskState = Named &
  Handling & {
    readonly type: 'Task';
    /** `function`: the resource is the function itself; `token`: the task waits for its callback. */
    readonly integration: 'function' | 'invoke' | 'token';
    readonly resource: string;
    readonly arguments?: Template;
    readonly timeoutSeconds?: Template;
    readonly heartbeatSeconds?: Template;
  };
export type ParallelState = Named &
  Handling & {
    readonly type: 'Parallel';
    readonly branches: readonly string[];
    readonly arguments?: Template;
  };
export type MapState = Named &
  Handling & {
    readonly type: 'Map';
    readonly processor: string;
    readonly distributed: boolean;
    readonly items?: Template;
    readonly itemSelector?: Template;
    /** Numbers, each evaluated and checked when the state is entered. */
    readonly limits: {
      readonly MaxConcurrency?: Template;
      readonly ToleratedFailureCount?: Template;
      readonly ToleratedFailurePercentage?: Template;
    };
  };

export type State = PassState | FailState | WaitState | ChoiceState | TaskState | ParallelState | MapState;
