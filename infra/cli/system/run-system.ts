import { writeSync } from 'node:fs';
import { synthesise, type Context } from '../../build/synthesise.ts';
import { RuntimeRefusal } from '../../local/refusal.ts';
import { startRuntime, type Runtime, type RuntimeOptions } from '../../local/runtime.ts';
import { UsageError } from '../usage.ts';

/** Where a running system keeps its record, and how it is reached. */
export type Place = { readonly recordTable: string; readonly awsClientConfig: Runtime['awsClientConfig'] };

/** What one way to run the system does otherwise than the other. */
type Way<Options> = {
  readonly usage: string;
  /** @throws UsageError */
  readonly read: (args: readonly string[]) => Options;
  readonly context: (options: Options) => Context;
  readonly runtime: (options: Options) => Omit<RuntimeOptions, 'assembly' | 'end'>;
  /** Done before anything is opened. */
  readonly beforehand?: (options: Options) => void;
  /** Lets people in, before the address is said. */
  readonly admit: (options: Options, runtime: Runtime, place: Place) => Promise<void>;
  readonly welcome: (options: Options, runtime: Runtime) => string;
  /** Done while people are there already. */
  readonly afterwards?: (options: Options, runtime: Runtime) => Promise<void>;
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Says a line about something that did not go as it should. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Node's own, whichever invocation of a function the line comes from. */
const exit = process.exit.bind(process);

const end = (line: string): never => {
  try {
    writeSync(process.stderr.fd, `${line}\n`);
  } catch {
    // Nobody can be told any more.
  }
  return exit(1);
};

/** One line of what is wrong and what to do, where it is the user's to mend. */
const refusal = (error: unknown, usage: string): string => {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  return error instanceof RuntimeRefusal ? error.message : String(error instanceof Error ? error.stack : error);
};

const stopOnSignal = (runtime: Runtime, usage: string): void => {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) exit(1);
    isStopping = true;
    runtime.stop().then(
      () => exit(0),
      (error: unknown) => end(refusal(error, usage)),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

const placeOf = ({ outputs, awsClientConfig }: Runtime): Place => {
  const recordTable = outputs['ParcoursData']?.['RecordTable'];
  if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
  return { recordTable, awsClientConfig };
};

/** Runs the whole system in this process until it is told to stop; the one way to start it, whatever it is for. */
export const runSystem = async <Options>(way: Way<Options>): Promise<void> => {
  // Where a log stands on a full disk or its reader is gone, the line is lost and not the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    const args = process.argv.slice(2);
    if (args.includes('--help')) {
      say(way.usage);
      return;
    }
    const options = way.read(args);
    const assembly = await synthesise(way.context(options));
    way.beforehand?.(options);
    const runtime = await startRuntime({ ...way.runtime(options), assembly, end });
    await way.admit(options, runtime, placeOf(runtime));
    stopOnSignal(runtime, way.usage);
    say(way.welcome(options, runtime));
    await way.afterwards?.(options, runtime);
  } catch (error) {
    end(refusal(error, way.usage));
  }
};
