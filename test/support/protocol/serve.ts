import * as z from 'zod';
import { assemblyFolder } from '../../../infra/build/synthesise.ts';
import { demoPeople } from '../../../infra/demo/people.ts';
import { seedAccounts } from '../../../infra/demo/seed.ts';
import { startRuntime } from '../../../infra/local/runtime.ts';

// A process of its own, so that it can be killed: the whole system on the folder that is named, ready to be told from.
const [data = ':memory:', beginAt] = process.argv.slice(2);
const users = demoPeople.map(({ user, membership: { sub, name, role, organisation } }) => ({
  user,
  sub,
  name,
  role,
  organisation,
}));
const { apiUrl, awsUrl, outputs, awsClientConfig } = await startRuntime({
  assembly: assemblyFolder,
  data,
  beginAt: Number(beginAt),
  users,
});
const { RecordTable: recordTable } = z.object({ RecordTable: z.string() }).parse(outputs['ParcoursData']);
await seedAccounts({ recordTable, awsClientConfig });
process.stdout.write(`${JSON.stringify({ apiUrl, awsUrl, recordTable })}\n`);
