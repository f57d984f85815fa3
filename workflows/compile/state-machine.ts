type Json = Readonly<Record<string, unknown>>;

export type TaskState = {
  readonly Type: 'Task';
  readonly Comment?: string;
  readonly Resource: string;
  readonly Arguments: { readonly FunctionName: string; readonly Payload: Json };
  readonly Retry: readonly Json[];
  readonly Assign?: Json;
  readonly Output: Json;
  readonly Next: string;
};
export type Rule = { readonly Condition: string; readonly Next: string };
export type ChoiceState = { readonly Type: 'Choice'; readonly Choices: readonly Rule[]; readonly Default: string };
type FinalState = { readonly Type: 'Succeed' } | { readonly Type: 'Fail'; readonly Error: string };
type PassState = { readonly Type: 'Pass'; readonly Assign: Json; readonly Next: string };
export type State = PassState | TaskState | ChoiceState | FinalState;

/** A state machine of Amazon States Language, as far as a pathway uses it. */
export type StateMachine = {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
};
