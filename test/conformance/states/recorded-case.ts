/** An event as recorded: the details under one name, JSON text already parsed. */
export type RecordedEvent = {
  readonly type: string;
  readonly name?: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

export type RecordedCase = {
  readonly id: string;
  readonly group: string;
  readonly definition: object;
  readonly input: unknown;
  /** What each function does: `echo`, `return:JSON`, `raise:Name:message`. */
  readonly lambdas?: Readonly<Record<string, string>>;
  /** What the recording masked: tokens match any text inside a string, words any value. */
  readonly wildcards?: { readonly tokens?: readonly string[]; readonly words?: readonly string[] };
  readonly eventsOrder: 'exact' | 'unordered' | 'mainline' | 'none';
  readonly expected: {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: string;
    readonly cause?: unknown;
    readonly causeStrict?: boolean;
    readonly events?: readonly RecordedEvent[];
  };
};

/** What the engine gave for a case. */
export type ActualRun = {
  readonly status: string;
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly events: readonly RecordedEvent[];
};
