import { SFNClient } from '@aws-sdk/client-sfn';
import { demoPeople } from '../../infra/demo/people.ts';
import { seedAccounts } from '../../infra/demo/seed.ts';
import { synthesise } from '../../infra/build/synthesise.ts';
import { startRuntime } from '../../infra/local/runtime.ts';
import { executionOf, historyOf } from '../support/executions.ts';
import { makeTally } from './tally.ts';

/** What the parent process may ask. */
export type Question = 'tally' | { readonly transitionsOf: string };

/**
 * The system on a data folder and free ports, as a process of its own: prints where it is, then serves and answers its
 * parent's questions until it is told to stop.
 */
const [data = ':memory:'] = process.argv.slice(2);
const begin = performance.now();
const users = demoPeople.map(({ user, membership: { sub, name, role, organisation } }) => ({
  user,
  sub,
  name,
  role,
  organisation,
}));
const tally = makeTally();
const runtime = await startRuntime({ assembly: await synthesise(), data, users, witness: tally.witness });
const recordTable = runtime.outputs['ParcoursData']?.['RecordTable'];
if (typeof recordTable !== 'string') throw new Error('the template does not name its record table');
await seedAccounts({ recordTable, awsClientConfig: runtime.awsClientConfig });

/** States that a case's execution has entered. */
const transitionsOf = async (caseId: string): Promise<number> => {
  const client = new SFNClient(runtime.awsClientConfig());
  const history = await historyOf(client, await executionOf(client, caseId));
  return history.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails).length;
};

const answer = async (question: Question): Promise<object | number> =>
  question === 'tally' ? tally.read() : transitionsOf(question.transitionsOf);

process.on('message', (question: Question) => {
  void answer(question).then((answered) => process.send?.(answered));
});
process.stdout.write(`${JSON.stringify({ apiUrl: runtime.apiUrl, startMs: Math.round(performance.now() - begin) })}\n`);
process.on('SIGTERM', () => void runtime.stop().then(() => process.exit(0)));
