import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inBoth, RuntimeRefusal } from '../refusal.ts';
import { makeAdmission, type Known } from './admission.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import { isLoopback } from './authority.ts';
import { usualLimits, type Limits } from './limits.ts';
import type { Refused } from './refused.ts';
import type { HttpAnswer } from './request.ts';
import { refuseMalformed } from './send.ts';

/** A server that listens already; it answers 503 until it is told how to answer. */
export type Listening = {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  readonly answerWith: (answer: Answer) => void;
  /** Pages of these origins may call it too. */
  readonly admitOrigins: (origins: readonly string[]) => void;
  /** Accepts nothing more, lets what is under way finish for a while, then closes. */
  readonly stop: () => Promise<void>;
};

type Options = {
  /** An address of this machine's loopback. */
  readonly host: string;
  /** The address that it is reached by, where that is another, such as `https://parcours.example`. */
  readonly address: string | undefined;
  /** 0 for any free port. */
  readonly port: number;
  /** Name of the option that chooses the port, for the refusal. */
  readonly option: string;
  readonly maxBodyBytes: number;
  readonly tooLarge: HttpAnswer;
  /** The answer to a request that is not for this server, in the words of its protocol. */
  readonly refuse: (refused: Refused) => HttpAnswer;
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<Limits>;
};

/** Milliseconds that requests under way have to finish in when the server stops. */
const grace = 10_000;

const json = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

const refusal = (error: Error, { host, port, option }: Options): Error => {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new RuntimeRefusal(`port ${port} is in use: stop what uses it, or choose another with ${option}`);
  }
  if (code === 'EACCES') {
    return new RuntimeRefusal(`port ${port} is not allowed for this user: choose one above 1023 with ${option}`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new RuntimeRefusal(`${host} is not an address of this machine: choose another with --host`);
  }
  return error;
};

const hostIn = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const refuseOpenHost = (host: string): void => {
  if (isLoopback(host)) return;
  throw new RuntimeRefusal(
    inBoth(
      `--host ${host} : ce serveur n’écoute que sur cette machine, comme 127.0.0.1, ::1 ou localhost; pour y venir d’ailleurs, mettez devant lui un serveur mandataire avec TLS`,
      `this server listens on the loopback only, such as 127.0.0.1, ::1 or localhost; to reach it from elsewhere, put a proxy with TLS on this machine before it`,
    ),
  );
};

/** A server with keep-alive that gives nobody for ever, nor more connections than it can bear. */
const makeServer = (limits: Limits, listener: ReturnType<typeof answerRequests>): Server => {
  const server = createServer({
    keepAlive: true,
    keepAliveTimeout: 60_000,
    requireHostHeader: false, // a missing Host is refused in words
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  });
  server.maxConnections = limits.maxConnections;
  const plain = listener(() => {});
  // A caller who asks first is told to go on once the body is wanted, and not before.
  const asked = listener((response) => {
    response.writeContinue();
  });
  server.on('request', plain);
  server.on('checkContinue', asked);
  // Connections that ask nothing make room for those who come.
  server.on('drop', () => {
    server.closeIdleConnections();
  });
  server.on('clientError', refuseMalformed);
  return server;
};

/**
 * Starts an HTTP server with keep-alive, on the loopback.
 * @throws RuntimeRefusal when the host is another, or the port is in use or not allowed.
 */
export const listen = async (options: Options): Promise<Listening> => {
  refuseOpenHost(options.host);
  let answer: Answer = () => Promise.resolve(json(503, 'Service Unavailable'));
  const known = (origins: Known['origins']): Known => ({ address: options.address, origins });
  let refusalOf = makeAdmission(known([]));

  let isStopping = false;

  const limits: Limits = { ...usualLimits, ...options.limits };
  const listener = answerRequests({
    ...options,
    limits,
    answer: (request) => answer(request),
    refusalOf: (request) => refusalOf(request),
    isStopping: () => isStopping,
  });
  const server = makeServer(limits, listener);

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(refusal(error, options));
    });
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://${hostIn(options.host)}:${port}`,
    answerWith: (next) => {
      answer = next;
    },
    admitOrigins: (origins) => {
      refusalOf = makeAdmission(known(origins));
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        const impatient = setTimeout(() => {
          server.closeAllConnections();
        }, grace);
        server.close(() => {
          clearTimeout(impatient);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
