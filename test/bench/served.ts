import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Question } from './server.ts';
import type { Tally } from './tally.ts';

/** A system in a process of its own. */
export type Served = {
  readonly apiUrl: string;
  /** Milliseconds from the process's first line of code until it answers. */
  readonly startMs: number;
  readonly memoryMb: () => { readonly now: number; readonly peak: number };
  /** Milliseconds of processor that the process has used, in all its threads. */
  readonly cpuMs: () => number;
  /** One question at a time. */
  readonly tally: () => Promise<Tally>;
  readonly transitionsOf: (caseId: string) => Promise<number>;
  readonly stop: () => Promise<void>;
};

const memoryOf = ({ pid }: ChildProcess) => {
  const text = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const mb = (field: string) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
};

/** Linux counts processor time in hundredths of a second, whatever its kernel's own clock is. */
const millisecondsPerTick = 10;

/** User and system time, fields 14 and 15; what stands before field 3 may hold spaces and ends with a bracket. */
const cpuOf = ({ pid }: ChildProcess): number => {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
};

/** As `npm start`, whose flags keep its memory small. */
const startFlags = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
};

/** Starts a system on a data folder. */
export const serveOn = async (data: string): Promise<Served> => {
  const child = spawn(process.execPath, [...startFlags(), 'test/bench/server.ts', data], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('the server has no standard output');
  const failed = once(child, 'exit').then(() => {
    throw new Error('the server ended');
  });
  const started = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [line] = await Promise.race([started, failed]);
  const ask = async (question: Question): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(question);
    return ((await Promise.race([answered, failed])) as [unknown])[0];
  };
  return {
    ...(JSON.parse(line) as Pick<Served, 'apiUrl' | 'startMs'>),
    memoryMb: () => memoryOf(child),
    cpuMs: () => cpuOf(child),
    tally: async () => (await ask('tally')) as Tally,
    transitionsOf: async (caseId) => (await ask({ transitionsOf: caseId })) as number,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};
