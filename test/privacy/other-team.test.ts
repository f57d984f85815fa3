import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPeople } from '../../infra/demo/people.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { append } from '../../shared/cases/chain.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { indexes, indexKeys } from '../../shared/store/keys.ts';
import { makeMembershipStore } from '../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { pageIn, type Session } from '../support/session.ts';
import { startSystem, subOf, type System } from '../support/system.ts';
import { caseAt, complete, look } from '../support/walk.ts';
import { askRoute, everyRoute, shapeOf } from './support/every-route.ts';

const unitOfYouth = { organisation: 'est', mandate: { unit: 'jeunesse', kind: 'support' } } as const;

/** Who is of another team than the cases of « est »: by their organisation, or by their unit within the same one. */
const strangers: readonly (readonly [who: string, user: string, other?: Partial<Membership>])[] = [
  ['a caseworker of another organisation', 'caseworker@nord'],
  ['a coordinator of another organisation', 'coordinator@nord'],
  ['a supervisor of another organisation', 'supervisor@nord'],
  ['a caseworker of an establishment with two mandates', 'caseworker@ciusss'],
  ['a caseworker of another unit', 'administrator@nord', { ...unitOfYouth, role: 'caseworker' }],
  ['a coordinator of another unit', 'privacy-officer@nord', { ...unitOfYouth, role: 'coordinator' }],
  ['a supervisor of another unit', 'concertation-member@nord', { ...unitOfYouth, role: 'supervisor' }],
];

/** Milliseconds by which indexes may be late. */
const indexDelay = 1_500;

const membershipOf = (user: string): Membership => {
  const found = demoPeople.find((person) => person.user === user);
  if (!found) throw new Error(`nobody is ${user}`);
  return found.membership;
};

let system: System;
let stores: {
  readonly store: ReturnType<typeof makeCaseStore>;
  readonly members: ReturnType<typeof makeMembershipStore>;
};
let mine: { readonly open: string; readonly closed: string };
/** The index is late on purpose: until it names the worker, an example hands the case to whoever completes the step. */
const teamIsListed = async (): Promise<void> => {
  const coordinator = await system.as('coordinator@est');
  for (;;) {
    const { items } = (await coordinator.get('/v1/team')).body as { items: { member: string }[] };
    if (items.some(({ member }) => member === subOf('caseworker@est'))) return;
    await sleep(10);
  }
};

beforeAll(async () => {
  system = await startSystem({ indexDelay });
  const client = new DynamoDBClient(system.runtime.awsClientConfig());
  const table = makeRecordTable({ client, table: system.recordTable, rowKey: system.rowKey });
  stores = { store: makeCaseStore(table), members: makeMembershipStore(table) };
  for (const [, user, other] of strangers) if (other) await stores.members.write({ ...membershipOf(user), ...other });
  await teamIsListed();
  const open = await caseAt(system, 'first-contact');
  const closed = await system.refer();
  await complete(await system.as('coordinator@est'), closed, 'not-retained');
  mine = { open: open.caseId, closed: closed.caseId };
}, 30_000);
afterAll(() => system.stop());

const ofCases = everyRoute.filter(({ route }) => route.path.startsWith('/v1/cases/{caseId}'));
const byStranger = strangers.flatMap(([who, user]) => ofCases.map((one) => ({ who, user, ...one })));

describe('whoever is of another team', () => {
  test.each(byStranger)('$who finds no case by $name: it answers as if there were none', async ({ user, ...route }) => {
    const session = await system.as(user);
    const ask = (caseId: string) => askRoute(session, route, { caseId, receiptId: '' });
    const [open, closed, none] = [await ask(mine.open), await ask(mine.closed), await ask(randomUUID())];
    expect(open.status).toBe(404);
    expect(shapeOf(open)).toEqual(shapeOf(none));
    expect(shapeOf(closed)).toEqual(shapeOf(none));
  });

  test.each(strangers)('%s is shown none in any list, nor in its place to go on from', async (_who, user) => {
    const session = await system.as(user);
    for (const list of ['/v1/cases', '/v1/cases?status=closed', '/v1/worklist']) {
      const { items, next } = pageIn(await session.get(`${list}${list.includes('?') ? '&' : '?'}limit=1`));
      expect([list, items, next]).toEqual([list, [], undefined]);
    }
  });

  test.each(strangers.slice(4))('%s is given no colleague of this unit to choose', async (_who, user) => {
    const { items } = (await (await system.as(user)).get('/v1/team')).body as { items: { member: string }[] };
    expect(items.map(({ member }) => member)).not.toContain(subOf('caseworker@est'));
  });
});

/** Gives a case to another worker, in the record. */
const handOver = async (caseId: string, to: string): Promise<void> => {
  const [found] = await stores.store.readCases([caseId]);
  if (!found) throw new Error(`no case ${caseId}`);
  const changed = { ...found, responsible: to, version: found.version + 1 };
  const { next, event } = append(changed, { type: 'referral-joined', at: system.now(), actor: 'engine' });
  await stores.store.write([stores.store.puts.changedCase(next, found), stores.store.puts.event(event)]);
};

/** The cases that the index still says are somebody’s. */
const indexed = async (sub: string): Promise<readonly string[]> => {
  const { Items = [] } = await system.documents().send(
    new QueryCommand({
      TableName: system.recordTable,
      IndexName: indexes.worker.name,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': indexes.worker.pk },
      ExpressionAttributeValues: { ':pk': indexKeys.worker(sub) },
    }),
  );
  return Items.map(({ pk }) => String(pk).replace('CASE#', ''));
};

const listed = async (session: Session): Promise<readonly string[]> => {
  const pages = await Promise.all(['/v1/cases?limit=100', '/v1/worklist?limit=100'].map((list) => session.get(list)));
  return pages.flatMap((page) => pageIn(page).items.map(({ caseId }) => caseId));
};

describe('after a case changed hands', () => {
  test('the former worker’s lists do not show it, while the index still does', async () => {
    const [worker, former] = [await system.as('caseworker@est'), subOf('caseworker@est')];
    const handed: string[] = [];
    for (let n = 0; n < 6; n += 1) handed.push((await caseAt(system, 'first-contact')).caseId);
    await sleep(indexDelay);
    expect(await indexed(former)).toEqual(expect.arrayContaining(handed));

    let stale = 0;
    for (const caseId of handed) {
      await handOver(caseId, subOf('supervisor@est'));
      const before = await indexed(former);
      const shown = await listed(worker);
      if (before.includes(caseId)) stale += 1;
      expect(shown).not.toContain(caseId);
      expect((await worker.get(`/v1/cases/${caseId}`)).status).toBe(404);
    }
    expect(stale).toBeGreaterThan(0);
  }, 60_000);

  test('a worker who went to another unit leaves their cases behind at once', async () => {
    const worker = await system.as('caseworker@est');
    const membership = membershipOf('caseworker@est');
    const { caseId } = await caseAt(system, 'first-contact');
    expect((await look(worker, { caseId })).responsible).toBe(membership.sub);
    await stores.members.write({ ...membership, ...unitOfYouth });
    for (const one of ofCases) {
      expect([one.name, (await askRoute(worker, one, { caseId, receiptId: '' })).status]).toEqual([one.name, 404]);
    }
    expect(await listed(worker)).not.toContain(caseId);
    await stores.members.write(membership);
    expect((await worker.get(`/v1/cases/${caseId}`)).status).toBe(200);
  }, 30_000);
});
