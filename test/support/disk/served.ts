import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSession, type Session } from '../session.ts';
import type { Fault } from './faults.ts';

const start = join(import.meta.dirname, '../../../infra/cli/start.ts');
const faults = join(import.meta.dirname, 'faults.ts');

/** A system in a process of its own, as `npm start` starts it. */
export type Served = {
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly as: (user: string) => Promise<Session>;
  /** What it has said on its standard error stream, but for the lines of its functions. */
  readonly said: () => readonly string[];
  /** Waits until it has said such a line. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly inflict: (fault: Fault) => Promise<void>;
  readonly isRunning: () => boolean;
  /** Its exit code, once it ends by itself. */
  readonly ended: () => Promise<number | null>;
  /** @throws Error when it had ended by itself, and nobody expected it to */
  readonly kill: () => Promise<void>;
  /** Asks it to stop, as Ctrl+C does. */
  readonly stop: () => Promise<number | null>;
};

/** A system that would not start: what it said, and its exit code. */
export type Refused = { readonly refused: string; readonly code: number | null };

const linesOf = (child: ChildProcess, which: 'stdout' | 'stderr'): (() => readonly string[]) => {
  let text = '';
  child[which]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text.split('\n').filter((line) => line !== '');
};

/** Lines of the log of functions are JSON, and warnings are Node's. */
const isOfTheRuntime = (line: string): boolean => !line.startsWith('{') && !line.includes('Warning: ');

const eventually = async <T>(what: string, look: () => T | undefined, patienceMs = 55_000): Promise<T> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
};

/** Waits until something is so. */
export const until = async (isSo: () => Promise<boolean>, patienceMs = 120_000): Promise<void> => {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('waited in vain');
    await sleep(100);
  }
};

const addressIn = (lines: readonly string[], label: string): string | undefined =>
  lines.find((line) => line.includes(label))?.match(/https?:\/\/\S+?(?=\/|$)/)?.[0];

/** Starts a system on a data folder; `options` are those of `npm start`. */
export const serve = async (data: string, ...options: readonly string[]): Promise<Served | Refused> => {
  const child = fork(start, ['--data', data, '--port', '0', '--aws-port', '0', '--seed', '0', ...options], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', faults],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const [out, errors] = [linesOf(child, 'stdout'), linesOf(child, 'stderr')];
  const said = () => errors().filter(isOfTheRuntime);
  let isExpectedToEnd = false;
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  await eventually('a welcome', () => !isRunning() || out().some((line) => line.includes('Ctrl+C')) || undefined);
  if (!isRunning()) return { refused: said().join('\n'), code: await exit };

  const apiUrl = addressIn(out(), 'http') ?? '';
  return {
    apiUrl,
    awsUrl: addressIn(out(), 'AWS') ?? '',
    as: async (user) => {
      const answer = await fetch(`${apiUrl}/_local/token`, { method: 'POST', body: JSON.stringify({ user }) });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      return openSession(apiUrl, user, token);
    },
    said,
    says: (pattern) => eventually(`a line like ${String(pattern)}`, () => said().find((line) => pattern.test(line))),
    inflict: async (fault) => {
      const done = once(child, 'message');
      child.send(fault);
      await done;
    },
    isRunning,
    ended: () => {
      isExpectedToEnd = true;
      return exit;
    },
    kill: async () => {
      if (!isRunning() && !isExpectedToEnd) throw new Error(`it ended by itself: ${errors().slice(-20).join('\n')}`);
      child.kill('SIGKILL');
      await exit;
    },
    stop: () => {
      isExpectedToEnd = true;
      child.kill('SIGINT');
      return exit;
    },
  };
};

/** Starts a system that has to start. */
export const mustServe = async (data: string, ...options: readonly string[]): Promise<Served> => {
  const served = await serve(data, ...options);
  if ('refused' in served) throw new Error(`it refused to start: ${served.refused}`);
  return served;
};
