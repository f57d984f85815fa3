import { connect } from 'node:net';

/** What a server answered to bytes that no client library would send. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A request's head, line by line, and its body; the connection closes after the answer. */
export type RawRequest = { readonly line?: string; readonly headers?: readonly string[]; readonly body?: string };

const silenceMs = 5_000;

const readAnswer = (text: string): RawAnswer => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => {
    const [name = '', ...value] = field.split(':');
    return [name.toLowerCase(), value.join(':').trim()] as const;
  });
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
};

/** Sends a request as it is written to the port of an address on this machine. A status of 0: no answer at all. */
export const sendRaw = (url: string, { line = 'GET / HTTP/1.1', headers = [], body = '' }: RawRequest) =>
  new Promise<RawAnswer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: new URL(url).hostname, port: Number(new URL(url).port) }, () => {
      socket.write([line, ...headers, 'Connection: close', '', body].join('\r\n'));
    });
    socket.setTimeout(silenceMs, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(readAnswer(Buffer.concat(chunks).toString('utf8')));
    });
  });
