import { rmSync } from 'node:fs';
import { synthesise } from '../build/synthesise.ts';
import { demoPeople } from '../demo/people.ts';
import { seedDemo } from '../demo/seed.ts';
import { RuntimeRefusal } from '../local/refusal.ts';
import { startRuntime, type Runtime } from '../local/runtime.ts';
import { startOptions, usage, UsageError, type StartOptions } from './start-options.ts';

const users = demoPeople.map(({ user, membership: { sub, name, role, organisation, channel } }) => ({
  user,
  sub,
  name,
  role,
  organisation,
  ...(channel && { channel }),
}));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const start = async ({ host, port, awsPort, data, reset, seed }: StartOptions): Promise<Runtime> => {
  const assembly = await synthesise();
  if (reset && data !== ':memory:') rmSync(data, { recursive: true, force: true });
  const runtime = await startRuntime({ assembly, data, host, apiPort: port, awsPort, users });
  const { apiUrl, outputs, awsClientConfig } = runtime;
  const recordTable = outputs['ParcoursData']?.['RecordTable'];
  if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
  await seedDemo({ apiUrl, recordTable, awsClientConfig }, seed);
  return runtime;
};

const welcome = ({ apiUrl, awsUrl }: Runtime, data: string): void => {
  say(`Parcours`);
  say(`  API         ${apiUrl}/v1/openapi.json`);
  say(`  AWS         ${awsUrl}`);
  say(`  données     ${data === ':memory:' ? 'en mémoire / in memory' : data}`);
  say(`  personnes   ${apiUrl}/_local/users`);
  for (const { user, name, role } of users) say(`              ${user.padEnd(28)} ${role.padEnd(20)} ${name}`);
  say(`  jeton       curl -s ${apiUrl}/_local/token -d '{"user":"coordinator@est"}'`);
  say(`  arrêt       Ctrl+C`);
};

const stopOnSignal = (runtime: Runtime): void => {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void runtime.stop().then(() => process.exit(0));
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
    welcome(runtime, options.data);
  }
} catch (error) {
  process.stderr.write(`${refusal(error)}\n`);
  process.exit(1);
}
