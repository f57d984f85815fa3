import type { IncomingMessage } from 'node:http';

/** A request as both servers read it: header names in lower case, repeated headers joined with commas. */
export type HttpRequest = {
  readonly method: string;
  /** As it was sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly body: Buffer;
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

/** Reads a body of at most `limit` bytes; undefined when there is more, which is then thrown away. */
const readBody = (message: IncomingMessage, limit: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    message.on('end', () => {
      resolve(size <= limit ? Buffer.concat(chunks) : undefined);
    });
    message.on('error', reject);
  });

/** The path and query of a target, which may be a whole address. */
const targetOf = (url: string): string => {
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  return target.startsWith('/') || target === '*' ? target : `/${target}`;
};

/** Reads a whole request; undefined when its body is over the limit, in bytes. */
export const readRequest = async (message: IncomingMessage, limit: number): Promise<HttpRequest | undefined> => {
  const body = await readBody(message, limit);
  if (!body) return undefined;
  const [path = '/', ...query] = targetOf(message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: joinedHeaders(message),
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    body,
  };
};
