import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { testNow } from '../test-now.ts';

const placeSchema = z.object({ apiUrl: z.string(), awsUrl: z.string(), recordTable: z.string() });
export type Place = z.infer<typeof placeSchema>;

type Options = {
  /** A module that is imported before everything else, and takes the messages that the process is sent. */
  readonly preload?: string;
};

const start = async (
  data: string,
  { preload }: Options,
): Promise<{ readonly process: ChildProcess; readonly place: Place }> => {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(preload === undefined ? [] : ['--import', preload]),
      'test/support/protocol/serve.ts',
      data,
      String(testNow()),
    ],
    { stdio: ['ignore', 'pipe', 'inherit', ...(preload === undefined ? [] : (['ipc'] as const))] },
  );
  if (!child.stdout) throw new Error('its output is a pipe');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the system stopped with ${String(code)} before it was ready`);
    }),
  ])) as [string];
  return { process: child, place: placeSchema.parse(JSON.parse(line)) };
};

/** The whole system in a process of its own, on one folder, to be killed and started again. */
export const openChild = async (data: string, options: Options = {}) => {
  let current = await start(data, options);
  return {
    place: (): Place => current.place,
    /** Sends a message to what was preloaded, and waits for its answer. */
    tell: async (message: string): Promise<void> => {
      const answered = once(current.process, 'message');
      const gone = once(current.process, 'exit').then(([code]) => {
        throw new Error(`the system stopped with ${String(code)} when it was told ${message}`);
      });
      current.process.send(message);
      await Promise.race([answered, gone]);
    },
    /** SIGKILL at once, and the same folder again. */
    killAndRestart: async (): Promise<void> => {
      current.process.kill('SIGKILL');
      await once(current.process, 'exit');
      current = await start(data, options);
    },
    kill: async (): Promise<void> => {
      if (current.process.signalCode !== null || current.process.exitCode !== null) return;
      const gone = once(current.process, 'exit');
      current.process.kill('SIGKILL');
      await gone;
    },
  };
};
