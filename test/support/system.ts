import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { demoPeople, type DemoPerson } from '../../infra/demo/people.ts';
import { seedAccounts } from '../../infra/demo/seed.ts';
import { startRuntime, type Runtime, type RuntimeOptions } from '../../infra/local/runtime.ts';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { makeRowKey, rowKeyAlias } from '../../shared/aws/row-key.ts';
import { makeMembershipStore } from '../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { assemblyFolder } from '../../infra/build/synthesise.ts';
import { testNow } from './test-now.ts';
import { caseIn, openSession, pageIn, type Answer, type Session } from './session.ts';

type Options = Pick<RuntimeOptions, 'invoker' | 'witness'> & {
  /** Another folder than that of `npm run synth`. */
  readonly assembly?: string;
  /** A folder; in memory without one. */
  readonly data?: string;
  /** Where the clock of new data begins, in milliseconds since the epoch; at `TEST_NOW` by default. */
  readonly beginAt?: number;
  /** Index rows become visible after a random delay of up to so many milliseconds. */
  readonly indexDelay?: number;
  /** Who works there beside the people of the demonstration. */
  readonly more?: readonly DemoPerson[];
  /** That a referral may take to become a case with an open step. */
  readonly patienceMs?: number;
};

export type Referral = { readonly person?: object; readonly request?: object; readonly organisation?: string };

const userOf = ({ user, membership: { sub, name, role, organisation } }: DemoPerson) => ({
  user,
  sub,
  name,
  role,
  organisation,
});
const users = demoPeople.map(userOf);

/** The `sub` of a demo user. */
export const subOf = (user: string): string => users.find((one) => one.user === user)?.sub ?? user;

export const zed = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' };
export const plainRequest = { whyNow: ['wants-change'], urgency: 'this-week', personKnows: 'yes' };

const receiptSchema = z.object({ receivedAt: z.string() });

const recordTableOf = ({ outputs }: Runtime): string =>
  z.object({ ParcoursData: z.object({ RecordTable: z.string() }) }).parse(outputs).ParcoursData.RecordTable;

/** Everything that a test does with a running system. */
export const startSystem = async ({
  assembly = assemblyFolder,
  data = ':memory:',
  beginAt = testNow(),
  indexDelay = 0,
  more = [],
  patienceMs = 4_000,
  ...functions
}: Options = {}) => {
  const logged: string[] = [];
  const runtime = await startRuntime({
    assembly,
    data,
    beginAt,
    users: [...users, ...more.map(userOf)],
    indexDelay,
    ...functions,
    log: (line) => logged.push(line),
  });
  const { apiUrl, awsClientConfig } = runtime;
  const recordTable = recordTableOf(runtime);
  await seedAccounts({ recordTable, awsClientConfig });
  const rowKey = makeRowKey({ kms: new KMSClient(awsClientConfig()), keyId: rowKeyAlias });
  const record = makeRecordTable({ client: new DynamoDBClient(awsClientConfig()), table: recordTable, rowKey });
  for (const { membership } of more) await makeMembershipStore(record).write(membership);

  const known = new Set<string>();
  const sessions = new Map<string, Promise<Session>>();
  const nobody = openSession(apiUrl, 'nobody');

  const signIn = async (user: string): Promise<Session> => {
    const answer = await nobody.post('/_local/token', { user });
    return openSession(apiUrl, user, z.object({ access_token: z.string() }).parse(answer.body).access_token);
  };

  /** Someone's session; opened once. */
  const as = (user: string): Promise<Session> => {
    const session = sessions.get(user) ?? signIn(user);
    sessions.set(user, session);
    return session;
  };

  const sendReferral = async ({ person = zed, request = plainRequest, organisation = 'est' }: Referral = {}) =>
    (await as(`referrer@${organisation}`)).post('/v1/referrals', { person, request });

  /** Refers a youth and finds the case that came of it, its first step open. */
  const refer = async (referral: Referral = {}): Promise<CaseView> => {
    const coordinator = await as(`coordinator@${referral.organisation ?? 'est'}`);
    const { status, body } = await sendReferral(referral);
    if (status !== 202) throw new Error(`the referral was answered ${status}`);
    const { receivedAt } = receiptSchema.parse(body);
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      await runtime.clock.idle();
      const { items } = pageIn(await coordinator.get('/v1/cases?limit=100'));
      const mine = items.filter((one) => one.receivedAt >= receivedAt && !known.has(one.caseId));
      const found = mine.find(({ step }) => step.state === 'open');
      if (!found) continue;
      known.add(found.caseId);
      return caseIn(await coordinator.get(`/v1/cases/${found.caseId}`));
    }
    throw new Error(`no case came of the referral; the runtime said: ${logged.join('\n')}`);
  };

  return {
    runtime,
    /** What the runtime had to say: nothing, where all goes well. */
    logged,
    as,
    /** A session of its own, which may be ended. */
    signIn,
    nobody,
    sendReferral,
    refer,
    recordTable,
    /** By which rows are authenticated. */
    rowKey,
    /** A client of the tables, as the stores take it. */
    dynamoDb: () => new DynamoDBClient(awsClientConfig()),
    documents: () => DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig())),
    executions: () => new SFNClient(awsClientConfig()),
    /** An ISO 8601 duration, such as `P3D`. */
    advanceClock: async (advance: string): Promise<Answer> => nobody.post('/_local/clock', { advance }),
    now: (): string => new Date(runtime.clock.now()).toISOString(),
    stop: runtime.stop,
  };
};

export type System = Awaited<ReturnType<typeof startSystem>>;
