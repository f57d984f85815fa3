/** What a sandbox is told, and what it answers: JSON over the channel of a child process. */
export type ToSandbox =
  | {
      readonly kind: 'begin';
      /** URL of the handler's file. */
      readonly url: string;
      readonly member: string;
      /** Names of variables that other functions have and this one has not. */
      readonly foreign: readonly string[];
    }
  | {
      readonly kind: 'invoke';
      /** JSON text. */
      readonly event: string;
      /** Milliseconds since the epoch. */
      readonly deadline: number;
      readonly traceId: string;
      readonly context: Readonly<Record<string, string>>;
    };

export type LambdaError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
};

export type FromSandbox =
  | { readonly kind: 'begun' }
  /** JSON text. */
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: LambdaError }
  /** A variable of other functions was read. */
  | { readonly kind: 'foreign'; readonly name: string };
