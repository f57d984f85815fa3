import { currentHost } from './host.ts';

/** The SDK's default logger says nothing and yet has every input and output copied for it; one without methods does not. */
const silent = {};

/**
 * Defaults of every AWS SDK client in this process. A client's middleware is the same for each call of a command, so it is
 * put together once.
 */
export const clientDefaults = (): object => ({
  logger: silent,
  cacheMiddleware: true,
  ...currentHost().awsClientConfig(),
});
