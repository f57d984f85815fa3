import { startRuntime } from '../../../../infra/local/runtime.ts';
import { testNow } from '../../../support/test-now.ts';
import { users } from './users.ts';

/** Runs the small application in a process of its own, which says where on standard output. */
const [assembly = '', data = '', apiPort = '0'] = process.argv.slice(2);
try {
  const { apiUrl, awsUrl, outputs } = await startRuntime({
    assembly,
    data,
    beginAt: testNow(),
    apiPort: Number(apiPort),
    users,
  });
  process.stdout.write(`${JSON.stringify({ apiUrl, awsUrl, outputs })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: String(error) })}\n`);
}
