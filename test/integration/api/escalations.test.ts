import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { escalationCountsSchema, escalationViewSchema } from '../../../shared/api/schemas/escalation.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

const worker = 'caseworker@est';

let system: System;
let caseworker: Session;
let coordinator: Session;
let caseId: string;

const problemSchema = z.object({ title: z.string(), errors: z.array(z.object({ detail: z.string() })) });

const listed = async (session: Session, query = '') =>
  z
    .object({ items: z.array(escalationViewSchema) })
    .parse((await session.get(`/v1/escalations?limit=50${query}`)).body)
    .items.filter((one) => one.caseId === caseId);

const answered = (how: 'acknowledgement' | 'snooze', body: object, session = caseworker, number = 1) =>
  session.post(`/v1/cases/${caseId}/escalations/${number}/${how}`, body);

/** Days pass, one by one, until the request stands at that rung. */
const untilRung = async (rung: string): Promise<void> => {
  for (let days = 0; days < 60; days += 1) {
    await system.advanceClock('P1D');
    if ((await listed(coordinator, '&scope=team')).some((one) => one.rung === rung && one.status === 'open')) return;
  }
  throw new Error(`no request for support came to ${rung}`);
};

beforeAll(async () => {
  system = await startSystem();
  caseworker = await system.as(worker);
  coordinator = await system.as('coordinator@est');
  ({ caseId } = await caseAt(system, 'follow-up'));
});
afterAll(() => system.stop());

describe('a request for support', () => {
  test('is not there while contact is not late', async () => {
    expect(await listed(caseworker)).toEqual([]);
    expect(problemIn(await answered('snooze', { until: dayAhead(system.now(), 3) })).status).toBe(409);
  });

  test('asks the worker first, and nobody above', async () => {
    await untilRung('due');
    const [mine] = await listed(caseworker);
    expect(mine).toMatchObject({ rung: 'due', status: 'open', isMine: true, number: 1 });
    expect(mine?.title.fr).toBe('Un contact à reprendre');
    expect(await listed(coordinator)).toEqual([]);
    expect(await listed(coordinator, '&scope=team')).toHaveLength(1);
  });

  test.each([
    ['without an owner', 'acknowledgement', { until: '2030-01-01' }, 422, '#/owner'],
    ['without a date', 'acknowledgement', { owner: subOf(worker) }, 422, '#/until'],
    ['with a date that has passed', 'snooze', { until: '2020-01-01' }, 422, '#/until'],
    ['with a date that is too far away', 'snooze', { until: '2099-01-01' }, 422, '#/until'],
  ] as const)('answered %s says what is wrong, in both languages', async (_what, how, body, status, pointer) => {
    const path = `/v1/cases/${caseId}/escalations/1/${how}`;
    const fr = await caseworker.post(path, body, { 'accept-language': 'fr' });
    const en = await caseworker.post(path, body, { 'accept-language': 'en' });
    for (const answer of [fr, en]) {
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ errors: [{ pointer }] });
    }
    const said = (answer: typeof fr) => problemSchema.parse(answer.body);
    expect(said(fr).title).not.toBe(said(en).title);
    expect(said(fr).errors[0]?.detail).not.toBe(said(en).errors[0]?.detail);
  });

  test.each(['referrer@est', 'director@est', 'caseworker@nord', 'nobody-we-know'])(
    'cannot be given to %s, who has no rights to the case',
    async (owner) => {
      const answer = await answered('acknowledgement', { owner: subOf(owner), until: dayAhead(system.now(), 3) });
      expect(problemIn(answer)).toMatchObject({ status: 422, code: 'unknown-colleague' });
    },
  );

  test('names an owner and a date, and asks nobody until then', async () => {
    const until = dayAhead(system.now(), 4);
    const answer = await answered('acknowledgement', { owner: subOf('coordinator@est'), until }, coordinator);
    expect(answer.status).toBe(200);
    expect(escalationViewSchema.parse(answer.body)).toMatchObject({
      status: 'acknowledged',
      owner: subOf('coordinator@est'),
    });
    await system.advanceClock('P1D');
    expect(await listed(coordinator)).toMatchObject([{ status: 'acknowledged', rung: 'due' }]);
  });

  test('asks again when that date has passed, and its owner with the others', async () => {
    await untilRung('due');
    expect(await listed(coordinator)).toMatchObject([{ status: 'open', number: 1, isMine: true }]);
  });

  test('can be put off twice, the same way both times when the key is the same; then it says whom to talk to', async () => {
    const key = { 'idempotency-key': 'snooze-once' };
    const until = dayAhead(system.now(), 3);
    const path = `/v1/cases/${caseId}/escalations/1/snooze`;
    const first = await caseworker.post(path, { until }, key);
    expect(first.body).toMatchObject({ snoozes: 1 });
    expect((await caseworker.post(path, { until }, key)).body).toEqual(first.body);
    expect((await answered('snooze', { until: dayAhead(system.now(), 5) })).body).toMatchObject({
      snoozes: 2,
      answers: [{ href: `/v1/cases/${caseId}/escalations/1/acknowledgement` }],
    });
    const third = await answered('snooze', { until: dayAhead(system.now(), 6) });
    expect(problemIn(third)).toMatchObject({ status: 409, code: 'snoozed-enough' });
    expect(JSON.stringify(third.body)).toContain('Samuel Okafor');
  });

  test('climbs to colleagues and to the direction when nobody answers, once each', async () => {
    await untilRung('direction');
    const [found] = await listed(coordinator);
    expect(found).toMatchObject({ rung: 'direction', status: 'open', number: 1, isMine: true });
    const director = await system.as('director@est');
    const counts = escalationCountsSchema.parse((await director.get('/v1/escalations/counts')).body);
    expect(counts).toEqual({ open: 1, atDirection: 1, references: [] });
  });

  test('ends by itself when somebody was in touch, and stays on the trail', async () => {
    await caseworker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'text' });
    expect(await listed(caseworker)).toEqual([]);
    expect(await listed(caseworker, '&status=ended')).toMatchObject([{ status: 'ended', end: 'contact', answers: [] }]);
    expect(problemIn(await answered('snooze', { until: dayAhead(system.now(), 3) }))).toMatchObject({
      status: 409,
      code: 'support-ended',
    });
    const { items } = z
      .object({ items: z.array(z.object({ type: z.string() })) })
      .parse((await coordinator.get(`/v1/cases/${caseId}/timeline?limit=100`)).body);
    const told = items.map(({ type }) => type).filter((type) => type.startsWith('support-'));
    expect(new Set(told)).toEqual(
      new Set(['support-requested', 'support-acknowledged', 'support-snoozed', 'support-ended']),
    );
  });
});
