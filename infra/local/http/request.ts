import type { IncomingMessage } from 'node:http';

/** What is known of a request before its body: header names in lower case, repeated headers joined with commas. */
export type HttpHead = {
  readonly method: string;
  /** As it was sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: string;
};

/** A request as both servers read it. */
export type HttpRequest = HttpHead & { readonly body: Buffer };

/** A request whose body is still on its way: it is read when somebody asks for it, who by then knows that they may. */
export type IncomingRequest = HttpHead & {
  /** The whole of it, with a body of at most so many bytes where they are fewer than the server takes. @throws BodyRefusal */
  readonly receive: (maxBytes?: number) => Promise<HttpRequest>;
};

/** What a server answers. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
};

const joinedHeaders = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values]) => [
      name,
      (values ?? []).join(name === 'cookie' ? '; ' : ','),
    ]),
  );

/** The path and query of a target, which may be a whole address. */
const targetOf = (url: string): string => {
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  return target.startsWith('/') || target === '*' ? target : `/${target}`;
};

/** The part of a request that has arrived when it is announced. */
export const readHead = (message: IncomingMessage): HttpHead => {
  const [path = '/', ...query] = targetOf(message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: joinedHeaders(message),
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  };
};
