import { bodyLimit, tooLarge } from '../http-api/gateway.ts';
import { listen, type Listening } from '../http/listen.ts';
import { wireBodyLimit, wireTooLarge } from '../wire/wire.ts';

/** The two servers, which listen and answer 503 for now. */
export type Ports = { readonly api: Listening; readonly wire: Listening };

type Options = {
  readonly host: string;
  /** 0 for any free port. */
  readonly apiPort: number;
  readonly awsPort: number;
  readonly onError: (error: unknown) => void;
};

/**
 * Takes both ports before anything else is touched.
 * @throws RuntimeRefusal when one is in use.
 */
export const openPorts = async ({ host, apiPort, awsPort, onError }: Options): Promise<Ports> => {
  const api = await listen({ host, port: apiPort, option: '--port', bodyLimit, tooLarge, onError });
  try {
    const limits = { bodyLimit: wireBodyLimit, tooLarge: wireTooLarge };
    return { api, wire: await listen({ host, port: awsPort, option: '--aws-port', ...limits, onError }) };
  } catch (error) {
    await api.stop();
    throw error;
  }
};
