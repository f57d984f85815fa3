import { AwsError } from '../aws/aws-error.ts';
import { answerError } from '../aws/dispatch.ts';
import { gatewayAnswer } from '../http-api/answer.ts';
import { maxBodyBytes, tooLarge } from '../http-api/gateway.ts';
import { listen, type Listening } from '../http/listen.ts';
import type { Refused } from '../http/refused.ts';
import { maxWireBodyBytes, wireTooLarge } from '../wire/wire.ts';

/** The two servers, which listen and answer 503 for now; the second may be off. */
export type Ports = { readonly api: Listening; readonly wire: Listening };

type Options = {
  readonly host: string;
  /** The address by which the API is reached, where that is another than host and port. */
  readonly address: string | undefined;
  /** 0 for any free port. */
  readonly apiPort: number;
  readonly awsPort: number | 'off';
  readonly onError: (error: unknown) => void;
};

const inJson = ({ status, sentence }: Refused) => gatewayAnswer(status, sentence);

const awsCodes = {
  400: 'BadRequestException',
  403: 'AccessDeniedException',
  408: 'RequestTimeoutException',
  421: 'MisdirectedRequestException',
  503: 'ServiceUnavailableException',
} as const;
const asAws = ({ status, sentence }: Refused) => answerError(new AwsError(awsCodes[status], sentence, { status }));

/** Functions in this process need no port. Who runs elsewhere finds nobody by that name, and never AWS itself: RFC 2606. */
const closedPort: Listening = {
  port: 0,
  url: 'http://aws-port-is-off.invalid',
  answerWith: () => {},
  admitOrigins: () => {},
  stop: () => Promise.resolve(),
};

/**
 * Takes both ports before anything else is touched.
 * @throws RuntimeRefusal when one is in use.
 */
export const openPorts = async ({ host, address, apiPort, awsPort, onError }: Options): Promise<Ports> => {
  const shared = { host, onError };
  const limits = { maxBodyBytes, tooLarge, refuse: inJson };
  const api = await listen({ ...shared, address, port: apiPort, option: '--port', ...limits });
  try {
    const wireLimits = { maxBodyBytes: maxWireBodyBytes, tooLarge: wireTooLarge, refuse: asAws };
    const wire =
      awsPort === 'off'
        ? closedPort
        : await listen({ ...shared, address: undefined, port: awsPort, option: '--aws-port', ...wireLimits });
    return { api, wire };
  } catch (error) {
    await api.stop();
    throw error;
  }
};
