import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { examplesOf } from '../../shared/domain/pathway/form.ts';
import { makeMembershipStore } from '../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { entered } from '../../workflows/catalogue.ts';
import { demoPeople } from './people.ts';

type Place = {
  readonly apiUrl: string;
  readonly recordTable: string;
  readonly awsClientConfig: () => object;
};

/** Invented people; the first ones go further along the pathway than the last. */
const youths = ['Zed', 'Maïka', 'Ti-Lou', 'Kev', 'Nadia', 'Jo', 'Sami', 'Alex'];

/**
 * Gives the demonstration's people their memberships in a new record, all at once. In one that has some of them already,
 * everybody stays as they are, and who was removed stays so. Says whether the record was new.
 */
export const seedAccounts = async ({ recordTable, awsClientConfig }: Place): Promise<boolean> => {
  const client = new DynamoDBClient(awsClientConfig());
  const members = makeMembershipStore(makeRecordTable({ client, table: recordTable }));
  const before = await Promise.all(demoPeople.map(({ membership }) => members.read(membership.sub)));
  if (before.some((one) => one !== undefined)) return false;
  await members.write(...demoPeople.map(({ membership }) => membership));
  return true;
};

type Answer = { readonly status: number; readonly body: Record<string, unknown> };
type CaseLine = { readonly caseId: string };
type OpenCase = {
  readonly version: number;
  readonly step: { readonly actions: readonly { readonly href: string; readonly example: object }[] };
};

const makeClient = ({ apiUrl }: Place) => {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${apiUrl}${path}`, init);
    const body = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`demo data: ${path} answered ${answer.status} ${JSON.stringify(body)}`);
    return { status: answer.status, body };
  };
  return {
    as: async (user: string) => {
      const { body } = await send('/_local/token', { method: 'POST', body: JSON.stringify({ user }) });
      const headers = { authorization: `Bearer ${String(body['access_token'])}`, 'content-type': 'application/json' };
      return {
        get: async (path: string) => (await send(path, { headers })).body,
        post: async (path: string, json: object, extra: Record<string, string> = {}) =>
          (await send(path, { method: 'POST', headers: { ...headers, ...extra }, body: JSON.stringify(json) })).body,
      };
    },
  };
};

type Session = Awaited<ReturnType<ReturnType<typeof makeClient>['as']>>;

/** The cases of a coordinator, once the first step of each is open. */
const openCases = async (coordinator: Session, expected: number): Promise<readonly CaseLine[]> => {
  for (;;) {
    const { items } = (await coordinator.get('/v1/worklist?limit=100')) as { items: readonly CaseLine[] };
    if (items.length >= expected) return items;
    await sleep(50);
  }
};

/** Takes a case as many steps along the normal way as it is asked, as its coordinator may. */
const takeAlong = async (coordinator: Session, caseId: string, steps: number): Promise<void> => {
  let open = (await coordinator.get(`/v1/cases/${caseId}`)) as unknown as OpenCase;
  for (let taken = 0; taken < steps; taken += 1) {
    const [normal] = open.step.actions;
    if (!normal) return;
    open = (await coordinator.post(normal.href, normal.example, {
      'if-match': `"${open.version}"`,
      prefer: 'wait=10',
    })) as unknown as OpenCase;
  }
};

/** Puts some cases at different steps into a new record, through the public API. */
export const seedCases = async (place: Place, cases: number): Promise<void> => {
  const client = makeClient(place);
  const [request] = examplesOf(entered.intake.form);
  for (const organisation of ['est', 'nord']) {
    const referrer = await client.as(`referrer@${organisation}`);
    const coordinator = await client.as(`coordinator@${organisation}`);
    for (let n = 0; n < cases; n += 1) {
      await referrer.post(
        '/v1/referrals',
        {
          person: {
            name: youths[n % youths.length],
            reach: [{ way: 'text', value: `514 555-01${String(n).padStart(2, '0')}` }],
            ageBand: 'unsure',
          },
          request,
        },
        { 'idempotency-key': `demo-${organisation}-${n}` },
      );
    }
    const opened = await openCases(coordinator, cases);
    for (const [n, { caseId }] of opened.entries()) await takeAlong(coordinator, caseId, Math.max(0, 5 - n));
  }
};
