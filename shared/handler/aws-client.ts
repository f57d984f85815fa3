import { currentHost } from './host.ts';

/** The SDK's default logger says nothing and yet has every input and output copied for it; one without methods does not. */
const silent = {};

/**
 * Makes an AWS SDK client as the host of this process wants it. A client's middleware is the same for each call of a
 * command, so it is put together once. `own` settings of a client go before the host's.
 */
export const makeAwsClient = <C extends object>(Client: new (defaults: object) => C, own: object = {}): C => {
  const { awsClientConfig, connect } = currentHost();
  return connect(new Client({ logger: silent, cacheMiddleware: true, ...awsClientConfig(), ...own }));
};
