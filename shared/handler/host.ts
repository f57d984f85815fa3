/**
 * What the process that runs a function provides. On Lambda it is nothing: real time, and AWS by the SDK's own means.
 * The embedded runtime puts its moving clock and its AWS services here while it imports a function.
 */
type Host = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Defaults for every AWS SDK client. */
  readonly awsClientConfig: () => object;
};

const lambda: Host = { now: () => Date.now(), awsClientConfig: () => ({}) };

/** The host of this process; asked once per function, when its handler is imported. */
export const currentHost = (): Host =>
  (globalThis as { [key: symbol]: Host | undefined })[Symbol.for('parcours.host')] ?? lambda;
