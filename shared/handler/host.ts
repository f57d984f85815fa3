/**
 * What the process that runs a function provides. On Lambda it is nothing: real time, and AWS by the SDK's own means.
 * The embedded runtime puts its moving clock and its AWS services here while it imports a function.
 */
type Host = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Defaults for every AWS SDK client. */
  readonly awsClientConfig: () => object;
  /** Gives every AWS SDK client the host's way to AWS, where that is another than the network. */
  readonly connect: <C extends object>(client: C) => C;
  /** Whether the host reads `nextDueAt` of a sweep's answer: EventBridge Scheduler does not, and the queries for it are paid. */
  readonly readsNextDueAt: boolean;
};

const lambda: Host = {
  now: () => Date.now(),
  awsClientConfig: () => ({}),
  connect: (client) => client,
  readsNextDueAt: false,
};

/** The host of this process; asked once per function, when its handler is imported. */
export const currentHost = (): Host =>
  (globalThis as { [key: symbol]: Host | undefined })[Symbol.for('parcours.host')] ?? lambda;
