/** An error in AWS's own shape: what the wire answers, and what an SDK client throws by `code`. */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status, 400 where AWS blames the caller and 500 where it blames itself. */
  readonly status: number;
  /** Further members of the error's body, for example `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    {
      status = 400,
      members = {},
    }: { readonly status?: number; readonly members?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
