import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const firstPort = 20_000;
const ports = 10_000;

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
};

/**
 * A port of this machine that nobody listens on, by chance, below those that systems give to whoever calls somebody: until a
 * process listens there nobody else is given it.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports);
    if (await isFree(port)) return port;
  }
};

/** A command line of ours in a process of its own. */
export type Run = {
  readonly out: () => string;
  /** Without the log of functions, whose lines are JSON. */
  readonly errors: () => readonly string[];
  readonly isRunning: () => boolean;
  readonly ended: Promise<number | null>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

const textOf = (child: ChildProcess, which: 'stdout' | 'stderr'): (() => string) => {
  let text = '';
  child[which]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
};

/** Runs `infra/cli/<name>.ts` with options. */
export const run = (name: string, ...options: readonly string[]): Run => {
  const script = join(import.meta.dirname, '../../infra/cli', `${name}.ts`);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = [textOf(child, 'stdout'), textOf(child, 'stderr')];
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    out,
    errors: () =>
      errors()
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('{')),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
};
