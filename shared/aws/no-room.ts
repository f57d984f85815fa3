/** What a cancelled transaction says of an item that there was no room for. */
const reasons: ReadonlySet<string | undefined> = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

/** What the SDK and AWS's services call an answer that did not come, or a refusal that says nothing about what was asked. */
const passing: ReadonlySet<string> = new Set([
  'AbortError',
  'DependencyTimeoutException',
  'InternalServerError',
  'KMSInternalException',
  'KeyUnavailableException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** What Node calls a connection that was not made, or broke. */
const broken: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Why each item of a transaction was refused, in the order of the items; nothing when the error is another one. */
export const reasonsOf = (error: unknown): readonly (string | undefined)[] => {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return [];
  const { CancellationReasons = [] } = error as {
    readonly CancellationReasons?: readonly { readonly Code?: string }[];
  };
  return CancellationReasons.map(({ Code }) => Code);
};

/** Whether a transaction was cancelled for want of room and for no other reason: the same one may be sent again. */
export const hadNoRoom = (error: unknown): boolean => {
  const codes = reasonsOf(error);
  return codes.some((code) => reasons.has(code)) && codes.every((code) => code === 'None' || reasons.has(code));
};

/** Whether AWS could not take a call just now, after all that was tried: another time it may. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return passing.has(name) || broken.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500 || hadNoRoom(error);
};
