/**
 * A call that stays in the process. It is no HTTP request on purpose: an SDK's middleware that signs, measures and labels
 * requests leaves alone what is none.
 */
export class InProcessCall {
  /** As in `X-Amz-Target`. */
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;

  constructor(target: string, input: Readonly<Record<string, unknown>>) {
    this.target = target;
    this.input = input;
  }
}
