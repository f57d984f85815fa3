/** What is wrong with a definition, in the words of ValidateStateMachineDefinition. */
export type Problem = {
  readonly code: string;
  readonly message: string;
  /** A pointer such as `/States/Open/Next`. */
  readonly location: string;
};
