import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { todaySchema } from '../../shared/api/schemas/today.ts';
import { caseItem } from '../../shared/store/items/case-item.ts';
import { keys } from '../../shared/store/keys.ts';
import { firstBrokenLook, headSchema, lookLineSchema } from '../../shared/vault/looks.ts';
import { caseIn, problemIn, type Session } from '../support/session.ts';
import { plainRequest, startSystem, subOf, type System } from '../support/system.ts';
import { complete, look } from '../support/walk.ts';

let system: System;
let coordinator: Session;
let supervisor: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  [coordinator, supervisor, worker] = await Promise.all([
    system.as('coordinator@est'),
    system.as('supervisor@est'),
    system.as('caseworker@est'),
  ]);
});
afterAll(() => system.stop());

const note = 'Dormir tranquille.';
const answersOf = z.object({ items: z.array(z.object({ answers: z.record(z.string(), z.unknown()).optional() })) });

/** A case at the plan, in which something was written at a step, an activity and a draft, by the worker. */
const writtenCase = async (): Promise<CaseView> => {
  let found = await system.refer();
  for (const outcome of ['met-in-person', 'agreed', 'done']) {
    found = await complete(coordinator, found, outcome, { note });
  }
  await worker.post(`/v1/cases/${found.caseId}/activities/urgent-help`, { kind: 'shelter', note });
  await worker.put(`/v1/cases/${found.caseId}/draft`, { answers: { note } });
  return found;
};

const interrupt = async (found: CaseView, path: string): Promise<CaseView> => {
  caseIn(
    await coordinator.post(`/v1/cases/${found.caseId}/${path}`, path === 'interruptions/withdraw' ? { note } : {}),
  );
  await system.runtime.clock.idle();
  return look(coordinator, found);
};

/** What this person can still read of what was written: statuses, and whether the note stands in them. */
const reads = async (session: Session, { caseId }: CaseView) => {
  const parts = ['steps', 'activities', 'draft', 'person', 'timeline', 'consents'] as const;
  const answers = await Promise.all(parts.map((part) => session.get(`/v1/cases/${caseId}/${part}`)));
  return Object.fromEntries(
    parts.map((part, index) => {
      const { status = 0, body } = answers[index] ?? {};
      return [part, status === 200 ? JSON.stringify(body).includes(part === 'person' ? 'Zed' : note) : status];
    }),
  );
};

/** A draft is its author’s alone. */
const everything = { steps: true, activities: true, draft: true, person: true, timeline: false, consents: false };
const nothing = { steps: false, activities: false, draft: 404, person: 404, timeline: false, consents: false };

describe('after a withdrawal', () => {
  test('nothing that was written before can be read, for nobody, and its undo within seven days brings it back', async () => {
    const found = await writtenCase();
    expect(await reads(worker, found)).toEqual(everything);
    expect(await reads(supervisor, found)).toEqual({ ...everything, draft: 404 });

    expect((await interrupt(found, 'interruptions/withdraw')).status).toBe('closed');
    for (const session of [worker, supervisor, coordinator]) expect(await reads(session, found)).toEqual(nothing);

    await system.advanceClock('P6D');
    const undone = await interrupt(found, 'reopening');
    expect([undone.step.id, undone.step.state]).toEqual(['support-plan', 'open']);
    expect(await reads(worker, found)).toEqual(everything);
    expect(await reads(supervisor, found)).toEqual({ ...everything, draft: 404 });
  });

  test('a re-opening on the eighth day leaves it sealed, and what is written from then on can be read', async () => {
    const found = await writtenCase();
    await interrupt(found, 'interruptions/withdraw');
    await system.advanceClock('P8D');
    const again = await interrupt(found, 'reopening');
    expect([again.step.id, again.step.state]).toEqual(['consent', 'open']);
    // Who came back, and how to reach them, is needed to go on.
    expect(await reads(worker, found)).toEqual({ ...nothing, person: true });

    await worker.put(`/v1/cases/${found.caseId}/draft`, { answers: { note } });
    expect(await reads(worker, found)).toMatchObject({ draft: true, steps: false });
    await complete(coordinator, again, 'agreed', { note });
    await worker.post(`/v1/cases/${found.caseId}/activities/urgent-help`, { kind: 'food', note });
    expect(await reads(worker, found)).toMatchObject({ steps: true, activities: true });
    const { items } = answersOf.parse((await worker.get(`/v1/cases/${found.caseId}/steps`)).body);
    expect(items.map(({ answers }) => answers?.['note'])).toEqual([undefined, undefined, undefined, undefined, note]);
  });
});

describe('a coordinator', () => {
  test('reads the referral as it was sent, and of all that was written since the titles only', async () => {
    const found = await writtenCase();
    const steps = answersOf.parse((await coordinator.get(`/v1/cases/${found.caseId}/steps`)).body);
    expect(steps.items.map(({ answers }) => answers !== undefined)).toEqual([true, false, false, false]);
    const activities = answersOf.parse((await coordinator.get(`/v1/cases/${found.caseId}/activities`)).body);
    expect(activities.items.map(({ answers }) => answers)).toEqual([undefined]);
    expect((await coordinator.get(`/v1/cases/${found.caseId}/draft`)).status).toBe(404);
  });
});

const tableNamed = async (part: string): Promise<string> => {
  const { TableNames = [] } = await new DynamoDBClient(system.runtime.awsClientConfig()).send(
    new ListTablesCommand({}),
  );
  return TableNames.find((name) => name.includes(part)) ?? '';
};

const rowsOf = async (TableName: string, pk: string): Promise<readonly Record<string, unknown>[]> => {
  const query = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  return (await system.documents().send(new QueryCommand({ ...query, ConsistentRead: true }))).Items ?? [];
};

const youthOf = async ({ caseId }: CaseView): Promise<string> => {
  const rows = await rowsOf(system.recordTable, keys.case(caseId).pk);
  return caseItem.fromRow(rows.find(({ kind }) => kind === 'case') ?? {}).youthId;
};

/** What the supervisor is answered where a function is meant to fail as no route says. */
const statusOf = async (path: string): Promise<number> => {
  const { body } = await system.nobody.post('/_local/token', { user: 'supervisor@est' });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(body);
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${system.runtime.apiUrl}${path}`, { headers })).status;
};

/** The looks at the person of a case, and the head of their chain. */
const looksAt = async (found: CaseView) => {
  const rows = await rowsOf(await tableNamed('Identity'), `YOUTH#${await youthOf(found)}`);
  const lines = rows.filter(({ sk }) => String(sk).startsWith('LOOK#')).map((row) => lookLineSchema.parse(row));
  const head = headSchema.safeParse(rows.find(({ sk }) => sk === 'LOOKS'));
  return { lines, head: head.data ?? { seq: 0, hash: '' } };
};

describe('looks at a person', () => {
  test('are on record one by one, by whom and when, in a chain of their own', async () => {
    const found = await system.refer();
    const before = await rowsOf(system.recordTable, keys.case(found.caseId).pk);
    for (const session of [coordinator, supervisor, coordinator]) await session.get(`/v1/cases/${found.caseId}/person`);
    const { lines, head } = await looksAt(found);
    expect(lines.map(({ by, caseId }) => [by, caseId])).toEqual(
      ['coordinator@est', 'supervisor@est', 'coordinator@est'].map((user) => [subOf(user), found.caseId]),
    );
    expect(firstBrokenLook(lines, head)).toBeUndefined();
    expect(await rowsOf(system.recordTable, keys.case(found.caseId).pk)).toEqual(before);
  });

  test('of initials alone are on record once a day for each viewer, and a look at the name is one more', async () => {
    const found = await system.refer({ request: { ...plainRequest, urgency: 'today' } });
    const openDay = async (session: Session): Promise<void> => {
      const { items } = todaySchema.parse((await session.get('/v1/today')).body);
      expect(items.map(({ caseId }) => caseId)).toContain(found.caseId);
    };
    for (const session of [coordinator, coordinator, supervisor, coordinator]) await openDay(session);
    await coordinator.get(`/v1/cases/${found.caseId}/person`);
    await openDay(coordinator);
    await system.advanceClock('P1D');
    await openDay(coordinator);
    const { lines, head } = await looksAt(found);
    expect(lines.map(({ by, what }) => [by, what])).toEqual([
      [subOf('coordinator@est'), 'initials'],
      [subOf('supervisor@est'), 'initials'],
      [subOf('coordinator@est'), undefined],
      [subOf('coordinator@est'), 'initials'],
    ]);
    expect(firstBrokenLook(lines, head)).toBeUndefined();
  });

  test('that race get a number each, and the chain holds', async () => {
    const found = await system.refer();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => supervisor.get(`/v1/cases/${found.caseId}/person`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { lines, head } = await looksAt(found);
    expect(lines.map(({ seq }) => seq)).toEqual(answers.map((_, index) => index + 1));
    expect(firstBrokenLook(lines, head)).toBeUndefined();
  });

  test('are on record even when the answer is lost', async () => {
    const found = await system.refer();
    const TableName = await tableNamed('Identity');
    const [person] = (await rowsOf(TableName, `YOUTH#${await youthOf(found)}`)).filter(({ sk }) => sk === 'PERSON');
    await system.documents().send(new PutCommand({ TableName, Item: { ...person, person: 'v1.cut' } }));
    expect(await statusOf(`/v1/cases/${found.caseId}/person`)).toBe(500);
    expect((await looksAt(found)).lines.map(({ by }) => by)).toEqual([subOf('supervisor@est')]);
  });

  test('that are refused look at nobody', async () => {
    const found = await system.refer();
    for (const user of ['caseworker@est', 'administrator@est', 'coordinator@nord', 'referrer@est']) {
      expect((await (await system.as(user)).get(`/v1/cases/${found.caseId}/person`)).status).toBe(404);
    }
    expect((await looksAt(found)).lines).toEqual([]);
  });
});

describe('what was sealed in one row', () => {
  test.each([
    ['another visit of the same case', true],
    ['the same visit of another case', false],
  ])('cannot be read in %s', async (_which, isSameCase) => {
    const found = await writtenCase();
    const other = isSameCase ? found : await writtenCase();
    const [, from] = (await rowsOf(system.recordTable, keys.case(found.caseId).pk)).filter(
      ({ kind }) => kind === 'step-record',
    );
    const to = (await rowsOf(system.recordTable, keys.case(other.caseId).pk)).filter(
      ({ kind }) => kind === 'step-record',
    )[isSameCase ? 2 : 1];
    const Item = { ...to, content: from?.['content'] };
    await system.documents().send(new PutCommand({ TableName: system.recordTable, Item }));
    expect(await statusOf(`/v1/cases/${other.caseId}/steps`)).toBe(500);
  });
});

describe('a youth whose key is destroyed', () => {
  const destroyKey = async (found: CaseView): Promise<void> => {
    const Key = { pk: `YOUTH#${await youthOf(found)}` };
    await system.documents().send(new DeleteCommand({ TableName: await tableNamed('Keys'), Key }));
  };

  test('cannot be read about once the five minutes of the keys in memory are over; nobody else is touched', async () => {
    const found = await writtenCase();
    const other = await writtenCase();
    expect(await reads(worker, found)).toEqual(everything);
    await destroyKey(found);
    await system.advanceClock('PT5M');

    for (const part of ['steps', 'activities', 'draft', 'person']) {
      const answer = await worker.get(`/v1/cases/${found.caseId}/${part}`);
      expect([part, problemIn(answer)]).toEqual([
        part,
        expect.objectContaining({ status: 410, code: 'content-destroyed' }),
      ]);
    }
    expect(await reads(worker, other)).toEqual(everything);
  });

  test('is told so in the reader’s language, and nothing more can be written', async () => {
    const found = await writtenCase();
    await destroyKey(found);
    await system.advanceClock('PT5M');
    const path = `/v1/cases/${found.caseId}`;
    const french = await supervisor.get(`${path}/steps`, { 'accept-language': 'fr' });
    const english = await supervisor.get(`${path}/steps`, { 'accept-language': 'en' });
    expect(problemIn(french).title).toContain('a été détruit');
    expect(problemIn(english).title).toContain('has been destroyed');

    const seen = await look(coordinator, found);
    const [action] = seen.step.actions;
    const writes = [
      await worker.post(`${path}/activities/urgent-help`, { kind: 'food' }),
      await worker.put(`${path}/draft`, { answers: {} }),
      await coordinator.post(`${path}/completion`, action?.example, { 'if-match': `"${seen.version}"` }),
    ];
    expect(writes.map((answer) => problemIn(answer).code)).toEqual(writes.map(() => 'content-destroyed'));
  });
});
