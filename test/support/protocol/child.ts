import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { testNow } from '../test-now.ts';

const placeSchema = z.object({ apiUrl: z.string(), awsUrl: z.string(), recordTable: z.string() });
export type Place = z.infer<typeof placeSchema>;

const start = async (data: string): Promise<{ readonly process: ChildProcess; readonly place: Place }> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/support/protocol/serve.ts', data, String(testNow())],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the system stopped with ${String(code)} before it was ready`);
    }),
  ])) as [string];
  return { process: child, place: placeSchema.parse(JSON.parse(line)) };
};

/** The whole system in a process of its own, on one folder, to be killed and started again. */
export const openChild = async (data: string) => {
  let current = await start(data);
  return {
    place: (): Place => current.place,
    /** SIGKILL at once, and the same folder again. */
    killAndRestart: async (): Promise<void> => {
      current.process.kill('SIGKILL');
      await once(current.process, 'exit');
      current = await start(data);
    },
    kill: async (): Promise<void> => {
      if (current.process.signalCode !== null) return;
      const gone = once(current.process, 'exit');
      current.process.kill('SIGKILL');
      await gone;
    },
  };
};
