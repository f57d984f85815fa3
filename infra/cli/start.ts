import { roleTitles } from '../../shared/domain/vocabulary.ts';
import { synthesise } from '../build/synthesise.ts';
import { demoPeople } from '../demo/people.ts';
import { seedAccounts, seedCases } from '../demo/seed.ts';
import { RuntimeRefusal } from '../local/refusal.ts';
import { eraseData } from '../local/sqlite/erase-data.ts';
import { startRuntime, type Runtime } from '../local/runtime.ts';
import { startOptions, usage, UsageError, type StartOptions } from './start-options.ts';

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

type Started = { readonly runtime: Runtime; readonly addCases: () => Promise<void> };

const start = async ({ host, port, awsPort, data, reset, beginAt, seed }: StartOptions): Promise<Started> => {
  const assembly = await synthesise();
  if (reset && data !== ':memory:') eraseData(data);
  const runtime = await startRuntime({ assembly, data, beginAt, host, apiPort: port, awsPort, users });
  const { apiUrl, outputs, awsClientConfig } = runtime;
  const recordTable = outputs['ParcoursData']?.['RecordTable'];
  if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
  const place = { apiUrl, recordTable, awsClientConfig };
  const isNew = await seedAccounts(place);
  return { runtime, addCases: () => (isNew ? seedCases(place, seed) : Promise.resolve()) };
};

const welcome = ({ apiUrl, awsUrl }: Runtime, data: string): void => {
  say(`Parcours`);
  say(`  page        ${apiUrl}/`);
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
    const { runtime, addCases } = await start(options);
    stopOnSignal(runtime);
    welcome(runtime, options.data);
    await addCases();
  }
} catch (error) {
  process.stderr.write(`${refusal(error)}\n`);
  process.exit(1);
}
