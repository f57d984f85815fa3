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

/** Sends an answer; after the last one of a connection it is closed. */
export const send = (response: ServerResponse, { status, headers, body }: HttpAnswer, isLast: boolean): void => {
  if (isLast) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries({ ...guards, ...headers })) response.setHeader(name, value);
  // Bytes, made once: a long text with accents is slow to write as text.
  const bytes = Buffer.from(body);
  response.setHeader('content-length', bytes.byteLength);
  response.writeHead(status);
  response.end(bytes);
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
