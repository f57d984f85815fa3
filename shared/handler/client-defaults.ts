import { currentHost } from './host.ts';

/** The SDK's default logger says nothing and yet has every input and output copied for it; one without methods does not. */
const silent = {};

/** Defaults of every AWS SDK client in this process. */
export const clientDefaults = (): object => ({ logger: silent, ...currentHost().awsClientConfig() });
