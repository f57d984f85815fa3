import { writeSync } from 'node:fs';
import { roleTitles } from '../../shared/domain/vocabulary.ts';
import { synthesise } from '../build/synthesise.ts';
import { demoPeople } from '../demo/people.ts';
import { planCases, seedAccounts, seedCases } from '../demo/seed.ts';
import { RuntimeRefusal } from '../local/refusal.ts';
import { eraseData } from '../local/sqlite/erase-data.ts';
import { startRuntime, type Runtime } from '../local/runtime.ts';
import { startOptions, usage, UsageError, type StartOptions } from './start-options.ts';
import { welcome } from './welcome.ts';

const users = demoPeople.map(({ user, membership: { sub, name, role, organisation, channel } }) => ({
  user,
  sub,
  name,
  role,
  title: roleTitles[role],
  organisation,
  ...(channel && { channel }),
}));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

// Where a log stands on a full disk or its reader is gone, the line is lost and not the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

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

const start = async ({ host, port, awsPort, data, reset, beginAt, seed }: StartOptions): Promise<Runtime> => {
  const assembly = await synthesise();
  if (reset && data !== ':memory:') eraseData(data);
  const runtime = await startRuntime({ assembly, data, beginAt, host, apiPort: port, awsPort, users, end });
  const { outputs, awsClientConfig, settings } = runtime;
  const recordTable = outputs['ParcoursData']?.['RecordTable'];
  if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
  await seedAccounts({ recordTable, awsClientConfig }, () => planCases(settings, seed));
  return runtime;
};

const stopOnSignal = (runtime: Runtime): void => {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) exit(1);
    isStopping = true;
    runtime.stop().then(
      () => exit(0),
      (error: unknown) => end(refusal(error)),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

/** One line of what is wrong and what to do, where it is the user's to mend. */
const refusal = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  return error instanceof RuntimeRefusal ? error.message : String(error instanceof Error ? error.stack : error);
};

try {
  const options = startOptions(process.argv.slice(2));
  if (options.help) {
    say(usage);
  } else {
    const runtime = await start(options);
    stopOnSignal(runtime);
    say(welcome({ ...runtime, data: options.data }));
    if (options.seed > 0) await seedCases({ ...runtime, log: complain });
  }
} catch (error) {
  end(refusal(error));
}
