/** What a server lets strangers take of this machine, before it knows who they are. */
export type Limits = {
  /** Connections at a time; one more is closed unheard. */
  readonly maxConnections: number;
  /** From a connection, or the first byte of a request, to the end of its headers. */
  readonly headersMs: number;
  /** To the end of its body. */
  readonly requestMs: number;
  /** A body may stand still so long before its rate counts. */
  readonly patienceMs: number;
  /** What a body must bring from then on, from its beginning. */
  readonly minBytesPerSecond: number;
  /** Up to here a body is small, and has a share of its own: who sends little is never turned away for who sends much. */
  readonly smallBodyBytes: number;
  /** All small bodies together, and all others, from their first byte until they are answered. */
  readonly heldSmallBytes: number;
  readonly heldLargeBytes: number;
  /** For the caller to read an answer in. */
  readonly answerMs: number;
  /** For a caller who is answered before all was sent: what still comes is thrown away, so that the answer is read. */
  readonly lingerMs: number;
  /** Between two looks at what is late. */
  readonly checkMs: number;
};

const mebibyte = 1024 * 1024;

/** Enough for a team behind one proxy, on telephones with a bad network. */
export const usualLimits: Limits = {
  maxConnections: 512,
  headersMs: 15_000,
  requestMs: 60_000,
  patienceMs: 10_000,
  minBytesPerSecond: 1024,
  smallBodyBytes: 64 * 1024,
  heldSmallBytes: 16 * mebibyte,
  heldLargeBytes: 48 * mebibyte,
  answerMs: 60_000,
  lingerMs: 1_000,
  checkMs: 1_000,
};
