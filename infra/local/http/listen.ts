import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RuntimeRefusal } from '../refusal.ts';
import { readRequest, type HttpAnswer, type HttpRequest } from './request.ts';

/** A server that listens already; it answers 503 until it is told how to answer. */
export type Listening = {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  readonly answerWith: (answer: (request: HttpRequest) => Promise<HttpAnswer>) => void;
  /** Accepts nothing more, lets what is under way finish for a while, then closes. */
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Name of the option that chooses the port, for the refusal. */
  readonly option: string;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly tooLarge: HttpAnswer;
  readonly onError: (error: unknown) => void;
};

/** Milliseconds that requests under way have to finish in when the server stops. */
const grace = 10_000;

const json = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

const send = (response: ServerResponse, { status, headers, body }: HttpAnswer, isLast: boolean): void => {
  if (isLast) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Bytes, made once: a long text with accents is slow to write as text.
  const bytes = Buffer.from(body);
  response.setHeader('content-length', bytes.byteLength);
  response.writeHead(status);
  response.end(bytes);
};

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

const hostIn = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/**
 * Starts an HTTP server with keep-alive.
 * @throws RuntimeRefusal when the port is in use or not allowed.
 */
export const listen = async (options: Options): Promise<Listening> => {
  let answer: (request: HttpRequest) => Promise<HttpAnswer> = () => Promise.resolve(json(503, 'Service Unavailable'));

  let isStopping = false;

  const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (message, response) => {
    readRequest(message, options.bodyLimit)
      .then((request) => (request ? answer(request) : options.tooLarge))
      .catch((error: unknown) => {
        options.onError(error);
        return json(500, 'Internal Server Error');
      })
      .then((given) => {
        send(response, given, isStopping);
      })
      .catch(() => {
        response.destroy(); // an answer that is no HTTP, or nobody left to read it
      });
  });

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
