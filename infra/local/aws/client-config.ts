import type { Dispatch } from './dispatch.ts';
import { inProcessRequestHandler, type InProcessRequestHandler } from './request-handler.ts';

/** Defaults for every AWS SDK v3 client, complete enough that none is read from the environment or `~/.aws`. */
export type AwsClientConfig = {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler: InProcessRequestHandler;
  readonly signer: { readonly sign: <T>(request: T) => Promise<T> };
  readonly maxAttempts: number;
  readonly retryMode: string;
  readonly defaultsMode: 'standard';
  readonly useDualstackEndpoint: boolean;
  readonly useFipsEndpoint: boolean;
  readonly userAgentAppId: string;
  readonly accountIdEndpointMode: 'disabled';
  readonly endpointDiscoveryEnabled: boolean;
  readonly disableHostPrefix: boolean;
  readonly authSchemePreference: string[];
  readonly disableClockSkewCorrection: boolean;
};

/** Clients that reach the services of this runtime within the process: no socket, no signature. */
export const makeClientConfig =
  (region: string, dispatch: Dispatch): (() => AwsClientConfig) =>
  () => ({
    region,
    endpoint: 'http://localhost',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: inProcessRequestHandler(dispatch),
    signer: { sign: async (request) => Promise.resolve(request) },
    maxAttempts: 3,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'parcours',
    accountIdEndpointMode: 'disabled',
    endpointDiscoveryEnabled: false,
    disableHostPrefix: true,
    authSchemePreference: ['sigv4'],
    disableClockSkewCorrection: true,
  });
