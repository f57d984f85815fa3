import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { todaySchema } from '../../../shared/api/schemas/today.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { caseIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, zed, type System } from '../../support/system.ts';
import { caseAt, complete, look } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const inDays = (days: number): string => dayAhead(system.now(), days);

describe('a way that the youth said is safe, or never to be used', () => {
  const reach = [
    { way: 'text', value: '514 555-0123' },
    { way: 'phone', value: '514 555-0123' },
  ];
  const consented = async (answers: object) => {
    let found = await system.refer({ person: { ...zed, reach } });
    for (const outcome of ['accepted', 'reached']) found = await complete(coordinator, found, outcome);
    return complete(coordinator, found, 'agreed', answers);
  };

  test('is shown with each way to reach them, on the case and on the day', async () => {
    const found = await consented({ safeWay: 'phone', neverWay: 'text' });
    expect((await worker.get(`/v1/cases/${found.caseId}/person`)).body).toMatchObject({
      reach: [
        { way: 'text', use: 'never' },
        { way: 'phone', use: 'safe' },
      ],
      ways: { safe: 'phone', never: 'text' },
    });
    expect(found.ways).toEqual({ safe: 'phone', never: 'text' });
    const { items } = todaySchema.parse((await worker.get('/v1/today')).body);
    expect(items.find(({ caseId }) => caseId === found.caseId)?.ways).toEqual({ safe: 'phone', never: 'text' });
  });

  test('is unsaid until they said it, and what they say later replaces it', async () => {
    const first = await caseAt(system, 'consent');
    expect(first.ways).toEqual({});
    const found = await consented({ safeWay: 'in-person', neverWay: 'none' });
    expect(found.ways).toEqual({ safe: 'in-person' });
    await complete(coordinator, found, 'lost-touch');
    await complete(coordinator, found, 'back-renew');
    const again = await complete(coordinator, found, 'agreed', { safeWay: 'text', neverWay: 'phone' });
    expect(again.ways).toEqual({ safe: 'text', never: 'phone' });
  });
});

describe('a date before which nobody knocks again', () => {
  const reopen = (caseId: string, body: object) => worker.post(`/v1/cases/${caseId}/reopening`, body);
  const refused = async (notBefore: string) => {
    const found = await caseAt(system, 'first-contact');
    return complete(coordinator, found, 'declined', { notBefore });
  };

  test('is shown on the closed case, and asked about when it is opened again', async () => {
    const notBefore = inDays(120);
    const { caseId } = await refused(notBefore);
    const closed = await look(worker, { caseId });
    expect(closed).toMatchObject({ status: 'closed', notBefore });
    const [offer] = closed.interruptions;
    expect(offer).toMatchObject({ interruption: 'reopening', schema: { required: ['despite'] } });
    const refusal = problemIn(await reopen(caseId, {}));
    expect(refusal).toMatchObject({ status: 409, code: 'not-before', errors: [{ pointer: '#/despite' }] });
    expect(refusal.errors?.[0]?.detail).toContain(notBefore);
    expect((await look(worker, { caseId })).status).toBe('closed');
    expect((await reopen(caseId, offer?.example ?? {})).status).toBe(202);
  });

  test('that is to be waited for is when contact is due, and stays in sight', async () => {
    const notBefore = inDays(120);
    const { caseId } = await refused(notBefore);
    const opened = caseIn(await reopen(caseId, { despite: 'wait' }));
    expect(opened.notBefore).toBe(notBefore);
    expect((opened.contactDueAt ?? '') >= notBefore).toBe(true);
  });

  test('is over when the youth came back by themself', async () => {
    const { caseId } = await refused(inDays(120));
    const opened = caseIn(await reopen(caseId, { despite: 'came-back' }));
    expect(opened.notBefore).toBeUndefined();
    expect((opened.contactDueAt ?? '') < inDays(10)).toBe(true);
  });

  test('that has come, or that an undone withdrawal had set, asks nothing', async () => {
    const { caseId } = await refused(inDays(1));
    await system.advanceClock('P2D');
    expect((await reopen(caseId, {})).status).toBe(202);
    const other = await caseAt(system, 'follow-up');
    await worker.post(`/v1/cases/${other.caseId}/interruptions/withdraw`, { notBefore: inDays(90) });
    await system.runtime.clock.idle();
    expect((await look(worker, other)).notBefore).toBe(inDays(90));
    const undone = await reopen(other.caseId, {});
    expect(caseIn(undone).notBefore).toBeUndefined();
  });
});
