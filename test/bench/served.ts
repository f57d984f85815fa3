import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A system in a process of its own. */
export type Served = {
  readonly apiUrl: string;
  /** Milliseconds from the process's first line of code until it answers. */
  readonly startMs: number;
  readonly memoryMb: () => { readonly now: number; readonly peak: number };
  readonly stop: () => Promise<void>;
};

const memoryOf = ({ pid }: ChildProcess) => {
  const text = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const mb = (field: string) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
};

/** As `npm start`: a heap that grows in small steps is collected before it is large. */
const startFlags = ['--disable-warning=ExperimentalWarning', '--heap-growing-percent=20'];

/** Starts a system on a data folder. */
export const serveOn = async (data: string): Promise<Served> => {
  const child = spawn(process.execPath, [...startFlags, 'test/bench/server.ts', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...(JSON.parse(line) as Pick<Served, 'apiUrl' | 'startMs'>),
    memoryMb: () => memoryOf(child),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};
