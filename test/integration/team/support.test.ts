import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPeople } from '../../../infra/demo/people.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore, type MembershipStore } from '../../../shared/store/membership-store.ts';
import { makeNoticeStore, type NoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
let members: MembershipStore;
let notices: NoticeStore;
let noor: Session;
let sam: Session;
beforeAll(async () => {
  system = await startSystem();
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey });
  members = makeMembershipStore(table);
  notices = makeNoticeStore(table);
  [noor, sam] = await Promise.all([system.as('caseworker@est'), system.as('supervisor@est')]);
});
afterAll(() => system.stop());

const day = (days: number): string => dayAhead(system.now(), days);

describe('clinical-support sessions', () => {
  type Sessions = { readonly items: readonly { readonly date: string }[]; readonly due: boolean };
  const sessions = async (user: string): Promise<Sessions> =>
    (await (await system.as(user)).get('/v1/clinical-sessions')).body as Sessions;

  test('are due until the month has one, which the supervisor plans and the team sees', async () => {
    expect(await sessions('caseworker@est')).toEqual({ items: [], due: true });
    const themes = ['Prendre soin de soi', 'Deuil'];
    expect((await sam.post('/v1/clinical-sessions', { date: day(0), themes })).status).toBe(201);
    const by = subOf('supervisor@est');
    expect(await sessions('coordinator@est')).toEqual({ items: [{ date: day(0), themes, by }], due: false });
    expect((await sessions('caseworker@nord')).due).toBe(true);
    const director = await system.as('director@est');
    expect(problemIn(await director.get('/v1/clinical-sessions')).code).toBe('forbidden');
  });

  test('are corrected by writing the same day again', async () => {
    await sam.post('/v1/clinical-sessions', { date: day(0), themes: ['Autre thème'] });
    expect((await sessions('caseworker@est')).items).toEqual([
      { date: day(0), themes: ['Autre thème'], by: subOf('supervisor@est') },
    ]);
  });

  test.each([
    ['no theme', { themes: [] }],
    ['a story for a theme', { themes: ['x'.repeat(81)] }],
    ['a case', { themes: ['Deuil'], caseId: 'c' }],
    ['a day that is none', { date: '2026-02-30', themes: ['Deuil'] }],
  ])('are not written down with %s', async (_, body) => {
    expect(problemIn(await sam.post('/v1/clinical-sessions', { date: day(0), ...body })).code).toBe('invalid-request');
  });
});

describe('clinical advice', () => {
  type Advice = { readonly adviceId: string; readonly supervisor: string };
  const listed = async (session: Session): Promise<readonly Advice[]> =>
    ((await session.get('/v1/clinical-advice')).body as { items: readonly Advice[] }).items;
  const supervisor = subOf('supervisor@est');
  const ask = async (): Promise<Advice> =>
    (await noor.post('/v1/clinical-advice', { text: 'Comment rester en lien sans insister?' })).body as Advice;

  test('is asked of the team’s supervisor, who is told in their next morning, and answered to whoever asked', async () => {
    const { adviceId, supervisor: asked } = await ask();
    expect(asked).toBe(supervisor);
    const [notice] = await notices.noticesBetween(supervisor, system.now(), day(9));
    expect(notice?.about).toEqual({ kind: 'advice', adviceId });
    expect(await notices.readMessage(supervisor, notice?.tellAt ?? '')).toMatchObject({ state: 'waiting' });

    const answer = 'Un signe par semaine, sans question.';
    const answered = await sam.post(`/v1/clinical-advice/${adviceId}/answer`, { text: answer });
    expect([answered.status, answered.body]).toEqual([200, expect.objectContaining({ adviceId, answer })]);
    expect((await listed(noor)).find((one) => one.adviceId === adviceId)).toMatchObject({ answer });
    expect((await listed(sam)).find((one) => one.adviceId === adviceId)).toMatchObject({ answer });
  });

  test('is asked once under one key, however often it is sent', async () => {
    const send = (text: string) => noor.post('/v1/clinical-advice', { text }, { 'idempotency-key': 'bad-network' });
    const [first, again] = [await send('Par où commencer?'), await send('Par où commencer?')];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await listed(noor)).filter(({ adviceId }) => adviceId === (first.body as Advice).adviceId)).toHaveLength(1);
    expect(problemIn(await send('Autre question.')).code).toBe('key-reused');
  });

  test('is nobody else’s to read, whatever they are', async () => {
    const { adviceId } = await ask();
    for (const { user } of demoPeople) {
      if (['caseworker@est', 'supervisor@est'].includes(user)) continue;
      const answer = await (await system.as(user)).get('/v1/clinical-advice');
      expect([user, JSON.stringify(answer.body).includes(adviceId)]).toEqual([user, false]);
    }
    const elsewhere = await system.as('supervisor@nord');
    const path = `/v1/clinical-advice/${adviceId}/answer`;
    expect(problemIn(await elsewhere.post(path, { text: 'Oui.' })).code).toBe('not-found');
  });

  test('leaves with a supervisor who goes to another team', async () => {
    const own = await members.read(supervisor);
    if (!own) throw new Error('no supervisor');
    const { adviceId } = await ask();
    await members.write({ ...own, mandate: { unit: 'autre', kind: 'support' } });
    expect(await listed(sam)).toEqual([]);
    const answer = await sam.post(`/v1/clinical-advice/${adviceId}/answer`, { text: 'Oui.' });
    expect(problemIn(answer).code).toBe('not-found');

    const alone = problemIn(await noor.post('/v1/clinical-advice', { text: 'Et maintenant?' }));
    expect([alone.code, alone.title.includes('coordination')]).toEqual(['no-supervisor', true]);
    await members.write(own);
  });

  test('is asked of somebody by name only when they supervise that team', async () => {
    const named = (sub: string) => noor.post('/v1/clinical-advice', { text: 'Une question.', supervisor: sub });
    expect((await named(supervisor)).status).toBe(201);
    for (const sub of [subOf('supervisor@nord'), subOf('coordinator@est'), 'nobody']) {
      expect(problemIn(await named(sub)).code).toBe('unknown-colleague');
    }
  });

  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['a long story', 'x'.repeat(281)],
  ])('is not asked with %s', async (_, text) => {
    expect(problemIn(await noor.post('/v1/clinical-advice', { text })).code).toBe('invalid-request');
  });

  test('is gone after 90 days, whether or not the table has deleted it', async () => {
    const { adviceId } = await ask();
    await system.advanceClock('P91D');
    expect((await listed(noor)).map((one) => one.adviceId)).not.toContain(adviceId);
    expect(await listed(sam)).toEqual([]);
    const answer = await sam.post(`/v1/clinical-advice/${adviceId}/answer`, { text: 'Trop tard.' });
    expect(problemIn(answer).code).toBe('not-found');
  });
});

describe('a caseload', () => {
  /** Sixteen cases and more of one worker: copies of a real one, each its own. */
  const copies = async (count: number): Promise<void> => {
    const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey });
    const store = makeCaseStore(table);
    const { caseId } = await caseAt(system, 'first-contact');
    const [original] = await store.readFollowed([caseId]);
    if (!original) throw new Error('no case');
    const { found, thread } = original;
    for (let n = 1; n < count; n += 1) {
      const copy = crypto.randomUUID();
      await store.write([
        store.puts.newCase({ ...found, caseId: copy, reference: `COPY${n}` }),
        store.puts.newThread({ ...thread, caseId: copy, timer: { ...thread.timer, caseId: copy } }),
      ]);
    }
  };
  const loadIn = (body: unknown): unknown => (body as { caseload?: unknown }).caseload;
  const colleague = async (session: Session, sub: string): Promise<unknown> => {
    const { items } = (await session.get('/v1/team')).body as { items: readonly { member: string }[] };
    return loadIn(items.find(({ member }) => member === sub));
  };

  test('is shown to oneself, to coordinators and supervisors, and warns without refusing', async () => {
    expect(loadIn((await noor.get('/v1/me')).body)).toEqual({ open: 0, warning: 'none' });
    await copies(15);
    const worker = subOf('caseworker@est');
    const high = { open: 15, warning: 'high' };
    expect(loadIn((await noor.get('/v1/me')).body)).toEqual(high);
    for (const user of ['caseworker@est', 'coordinator@est', 'supervisor@est']) {
      expect(await colleague(await system.as(user), worker)).toEqual(high);
    }
    expect(await colleague(noor, subOf('coordinator@est'))).toBeUndefined();
    await copies(7);
    expect(await colleague(await system.as('coordinator@est'), worker)).toEqual({ open: 21, warning: 'over' });
    const { step } = await caseAt(system, 'first-contact');
    expect(step.id).toBe('first-contact');
  });

  test('is nothing that a direction or an administrator has', async () => {
    for (const user of ['director@est', 'administrator@est', 'referrer@est']) {
      expect((await (await system.as(user)).get('/v1/me')).body).not.toHaveProperty('caseload');
    }
  });
});
