import { demoPeople } from '../../infra/demo/people.ts';
import { seedAccounts } from '../../infra/demo/seed.ts';
import { synthesise } from '../../infra/build/synthesise.ts';
import { startRuntime } from '../../infra/local/runtime.ts';

/** The system on a data folder and free ports, as a process of its own: prints where it is, then serves until it is told to stop. */
const [data = ':memory:'] = process.argv.slice(2);
const begin = performance.now();
const users = demoPeople.map(({ user, membership: { sub, name, role, organisation } }) => ({
  user,
  sub,
  name,
  role,
  organisation,
}));
const runtime = await startRuntime({ assembly: await synthesise(), data, users });
const recordTable = runtime.outputs['ParcoursData']?.['RecordTable'];
if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
await seedAccounts({ apiUrl: runtime.apiUrl, recordTable, awsClientConfig: runtime.awsClientConfig });
process.stdout.write(`${JSON.stringify({ apiUrl: runtime.apiUrl, startMs: Math.round(performance.now() - begin) })}\n`);
process.on('SIGTERM', () => void runtime.stop().then(() => process.exit(0)));
