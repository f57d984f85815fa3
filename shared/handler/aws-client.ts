import { currentHost } from './host.ts';

/** The part of an AWS SDK client that is changed here. */
type SdkClient = { readonly middlewareStack: { readonly remove: (name: string) => boolean } };

/** How often a call is tried, and for how long each time: all of it ends before the shortest function that calls AWS. */
export const maxAttempts = 3;
export const usualTimeoutMs = 4_000;
const connectionTimeoutMs = 1_000;

/** Settings of the SDK's own way to AWS, which waits for ever where it is not told otherwise: for an answer, and within one. */
const patience = (timeoutMs: number) => ({
  connectionTimeout: connectionTimeoutMs,
  requestTimeout: timeoutMs,
  throwOnRequestTimeout: true,
  socketTimeout: timeoutMs,
});

/**
 * Makes an AWS SDK client as the host of this process wants it. A client's middleware is the same for each call of a
 * command, so it is put together once. The SDK's own logging goes: it says nothing by default, and yet has every input
 * and output copied, which is a fifth of a call's processor time. `own` settings of a client go before the host's.
 * `timeoutMs` is how long one try may take.
 */
export const makeAwsClient = <C extends SdkClient>(
  Client: new (defaults: object) => C,
  { timeoutMs = usualTimeoutMs, ...own }: { readonly timeoutMs?: number; readonly [setting: string]: unknown } = {},
): C => {
  const { awsClientConfig, connect } = currentHost();
  const requestHandler = patience(timeoutMs);
  const client = new Client({ cacheMiddleware: true, maxAttempts, requestHandler, ...awsClientConfig(), ...own });
  client.middlewareStack.remove('loggerMiddleware');
  return connect(client);
};
