import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpAnswer } from './request.ts';

/** On every answer that does not say otherwise: for a browser that was led here, it is nothing to show, run or keep. */
const guards: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** How an answer is sent. */
type Sending = {
  /** Whether the connection is closed after it. */
  readonly isLast: boolean;
  /** Milliseconds for the caller to read it in. */
  readonly answerMs: number;
  /** Milliseconds in which what the caller still sends is thrown away before the connection closes. */
  readonly lingerMs: number;
};

/** Ends an answer to a caller who is still sending: closed at once, the connection would take the answer with it. */
const endAfterwards = (response: ServerResponse, lingerMs: number): void => {
  const message = response.req;
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  message.once('end', end);
  message.once('close', end);
  message.resume();
};

/** Sends an answer; after the last one of a connection, and after one to a request that has not arrived in full, it is closed. */
export const send = (
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  { isLast, answerMs, lingerMs }: Sending,
): void => {
  if (response.destroyed) return; // nobody is there any more
  const isEarly = !response.req.complete;
  if (isLast || isEarly) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries({ ...guards, ...headers })) response.setHeader(name, value);
  // Bytes, made once: a long text with accents is slow to write as text.
  const bytes = Buffer.from(body);
  response.setHeader('content-length', bytes.byteLength);
  response.writeHead(status);
  const unread = setTimeout(() => response.destroy(), answerMs);
  response.once('close', () => {
    clearTimeout(unread);
  });
  if (!isEarly) {
    response.end(bytes);
    return;
  }
  response.flushHeaders();
  response.write(bytes);
  endAfterwards(response, lingerMs);
};

const statusOf = (code: unknown): 400 | 408 | 431 => {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
};

/** Answers what is not HTTP, and closes. */
export const refuseMalformed = (error: Error, socket: Duplex): void => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf('code' in error ? error.code : undefined);
  const headers = { ...guards, connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n'));
};
