/** A state failed: the error name that Retry and Catch match, and its cause. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  /** Where an expression gave no value: recorded as EvaluationFailed. */
  readonly evaluation: { readonly location: string | undefined } | undefined;
  /** A narrower name that Retry and Catch may use too. */
  readonly narrower: string | undefined;

  constructor(
    error: string | undefined,
    cause?: string,
    options: {
      readonly evaluation?: { readonly location: string | undefined };
      readonly narrower?: string;
    } = {},
  ) {
    super(error);
    this.name = 'StateFailure';
    this.error = error;
    this.cause = cause;
    this.evaluation = options.evaluation;
    this.narrower = options.narrower;
  }
}

/** Nothing retries or catches these by `States.ALL`. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const terminal = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Whether one of `errors` (the ErrorEquals of a retrier or catcher) stands for the failure. */
export const matches = (
  errors: readonly string[],
  { error, narrower }: Pick<StateFailure, 'error' | 'narrower'>,
): boolean =>
  errors.some((name) => {
    if (name === error || name === narrower) return true;
    if (error !== undefined && terminal.has(error)) return false;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout');
  });
