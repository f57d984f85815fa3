import { connect, type Socket } from 'node:net';

/** Somebody who holds a connection open and sends what they like, when they like. */
export type SlowSender = {
  readonly send: (bytes: string | Buffer) => Promise<void>;
  /** What was answered so far. */
  readonly heard: () => string;
  readonly status: () => number;
  /** Resolves when something of this kind was answered. */
  readonly answered: (until?: RegExp) => Promise<string>;
  /** Resolves when the other side has closed. */
  readonly closed: () => Promise<void>;
  readonly isClosed: () => boolean;
  /** Begins to read again, or stops. */
  readonly read: (doesRead: boolean) => void;
  readonly leave: () => void;
};

const patienceMs = 15_000;

const inTime = async <T>(what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} within ${patienceMs} ms`));
    }, patienceMs);
  });
  timer?.unref();
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
};

const written = (socket: Socket, bytes: string | Buffer): Promise<void> =>
  new Promise((resolve) => {
    // A peer that has closed takes nothing more; what it answered is looked at, not this.
    socket.write(bytes, () => {
      resolve();
    });
  });

export const slowSender = (url: string): SlowSender => {
  const socket = connect({ host: new URL(url).hostname, port: Number(new URL(url).port), allowHalfOpen: true });
  let heard = '';
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    const close = (): void => {
      isClosed = true;
      socket.destroy();
      resolve();
    };
    socket.once('end', close);
    socket.once('close', close);
  });
  const answered = (until: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (until.test(heard)) resolve(heard);
      };
      socket.on('data', look);
      look();
    });
  return {
    send: (bytes) => written(socket, bytes),
    heard: () => heard,
    status: () => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0),
    answered: (until = /\r\n\r\n/) => inTime(`nothing like ${String(until)} was answered`, answered(until)),
    closed: () => inTime('the connection was not closed', closed),
    isClosed: () => isClosed,
    read: (doesRead) => {
      if (doesRead) socket.resume();
      else socket.pause();
    },
    leave: () => socket.destroy(),
  };
};

/** The head of a request that a body follows. */
export const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
