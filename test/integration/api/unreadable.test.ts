import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Today } from '../../../shared/api/schemas/today.ts';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { caseIn, pageIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
let worker: Session;
let coordinator: Session;
let whole: CaseView;
beforeAll(async () => {
  system = await startSystem();
  worker = await system.as('caseworker@est');
  coordinator = await system.as('coordinator@est');
  whole = await caseAt(system, 'first-contact');
});
afterAll(() => system.stop());

type Row = Record<string, unknown>;

/** Writes rows of a case as no code of ours does. */
const damage = async (caseId: string, kind: string, change: (row: Row) => Row): Promise<number> => {
  const client = system.documents();
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: system.recordTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `CASE#${caseId}` },
    }),
  );
  const rows = Items.filter((row) => row['kind'] === kind) as Row[];
  for (const row of rows) await client.send(new PutCommand({ TableName: system.recordTable, Item: change(row) }));
  return rows.length;
};

const never = '+010000-01-01T00:00:00.000Z';
const inTimer = (row: Row, member: object): Row => ({ ...row, timer: { ...(row['timer'] as Row), ...member } });

const damages: readonly (readonly [string, string, (row: Row) => Row])[] = [
  ['the date of the next step', 'case', (row) => ({ ...row, step: { ...(row['step'] as Row), dueAt: never } })],
  ['the contact clock', 'thread', (row) => inTimer(row, { dueAt: never })],
  ['a rung of the contact clock', 'thread', (row) => inTimer(row, { ladder: [{ rung: 'due', at: never }] })],
  ['the attempts', 'thread', (row) => ({ ...row, attempts: 7 })],
  ['the last contact', 'thread', (row) => ({ ...row, lastReachedAt: 'yesterday' })],
  ['the timers', 'timer', (row) => ({ ...row, dueAt: never })],
  ['what was recorded at the steps', 'step-record', (row) => ({ ...row, visit: 'first' })],
  ['the activities', 'activity', (row) => ({ ...row, occurredAt: never })],
  ['the events', 'event', (row) => ({ ...row, at: never })],
  ['the token of the execution', 'callback', (row) => ({ ...row, order: 1 })],
  ['the drafts', 'draft', (row) => ({ ...row, savedAt: never })],
];

describe('a row that cannot be read', () => {
  test.each(damages)(
    '%s: costs itself, and leaves help, contact and withdrawal working',
    async (_what, kind, change) => {
      const { caseId } = await caseAt(system, 'first-contact');
      await worker.put(`/v1/cases/${caseId}/draft`, { answers: { note: 'x' } });
      const record = (activity: string, body: object) =>
        worker.post(`/v1/cases/${caseId}/activities/${activity}`, body);
      await record('critical-event', { kind: 'injury', safeTonight: 'yes' });
      expect(await damage(caseId, kind, change)).toBeGreaterThan(0);

      for (const path of ['', '/person', '/steps', '/activities', '/timeline', '/consents'])
        expect([path, (await worker.get(`/v1/cases/${caseId}${path}`)).status]).toEqual([path, 200]);
      const { items } = (await worker.get('/v1/today?limit=50')).body as Today;
      expect(items.map((one) => one.caseId)).toEqual(expect.arrayContaining([whole.caseId, caseId]));
      for (const path of ['/v1/cases?limit=100', '/v1/worklist?limit=100'])
        expect(pageIn(await coordinator.get(path)).items.map((one) => one.caseId)).toContain(whole.caseId);
      for (const path of ['/v1/escalations?scope=team', '/v1/notifications', '/v1/escalations/counts'])
        expect([path, (await coordinator.get(path)).status]).toEqual([path, 200]);

      expect((await record('urgent-help', { kind: 'shelter' })).status).toBe(201);
      expect((await record('contact', { reached: 'yes', way: 'phone' })).status).toBe(201);
      expect((await worker.post(`/v1/cases/${caseId}/interruptions/withdraw`, {})).status).toBe(202);
      expect(system.logged).toEqual([]);
    },
  );

  test('of a case whose status is lost costs its line, and administrators are told which', async () => {
    const administrator = await system.as('administrator@est');
    const unreadable = async () =>
      ((await administrator.get('/v1/admin/executions?limit=100')).body as { unreadable: readonly object[] })
        .unreadable;
    const lost = await caseAt(system, 'consent');
    const late = await caseAt(system, 'consent');
    await damage(lost.caseId, 'case', (row) => ({ ...row, status: 'lost' }));
    await damage(late.caseId, 'thread', (row) => inTimer(row, { dueAt: never }));
    expect(await unreadable()).toEqual(
      expect.arrayContaining([
        { caseId: lost.caseId, kind: 'case' },
        { caseId: late.caseId, kind: 'thread' },
      ]),
    );
    const listed = pageIn(await coordinator.get('/v1/cases?limit=100')).items.map(({ caseId }) => caseId);
    expect(listed).toEqual(expect.arrayContaining([whole.caseId, late.caseId]));
    expect(listed).not.toContain(lost.caseId);
    expect((await worker.get('/v1/today')).status).toBe(200);
    await system.advanceClock('PT6H');
    expect(caseIn(await worker.get(`/v1/cases/${whole.caseId}`)).contactDueAt).toBeDefined();
    await worker.post(`/v1/cases/${late.caseId}/activities/contact`, { reached: 'yes', way: 'phone' });
    expect(await unreadable()).not.toContainEqual({ caseId: late.caseId, kind: 'thread' });
  });
});
