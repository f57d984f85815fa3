import * as z from 'zod';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { demoPeople } from '../../../infra/demo/people.ts';
import { seedAccounts } from '../../../infra/demo/seed.ts';
import { startRuntime } from '../../../infra/local/runtime.ts';

// A process of its own, so that all that it says can be read, down to the last write to its console.
const [data = ':memory:', beginAt] = process.argv.slice(2);
const users = demoPeople.map(({ user, membership: { sub, name, role, organisation } }) => ({
  user,
  sub,
  name,
  role,
  organisation,
}));
const { apiUrl, awsUrl, outputs, awsClientConfig, stop } = await startRuntime({
  assembly: assemblyFolder,
  data,
  beginAt: Number(beginAt),
  users,
});
const { RecordTable: recordTable } = z.object({ RecordTable: z.string() }).parse(outputs['ParcoursData']);
await seedAccounts({ recordTable, awsClientConfig });
process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ apiUrl, awsUrl })}\n`);
