/** An expression gave no usable value: `States.QueryEvaluationError` once it is known in which state. */
export class ExpressionError extends Error {
  /** Where in the state, for example `Arguments/Payload`; undefined where no single field is to blame. */
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.name = 'ExpressionError';
    this.field = field;
  }
}
