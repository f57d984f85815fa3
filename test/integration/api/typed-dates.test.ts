import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Today } from '../../../shared/api/schemas/today.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { caseIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt, type StepId } from '../../support/walk.ts';

let system: System;
let worker: Session;
let coordinator: Session;
beforeAll(async () => {
  system = await startSystem();
  worker = await system.as('caseworker@est');
  coordinator = await system.as('coordinator@est');
});
afterAll(() => system.stop());

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.parse(system.now()) + days * dayMs).toISOString();
const dayIn = (days: number): string => dayAhead(system.now(), days);

const complete = async (at: StepId, body: object) => {
  const { caseId, version } = await caseAt(system, at);
  return {
    caseId,
    answer: await coordinator.post(`/v1/cases/${caseId}/completion`, body, { 'if-match': `"${version}"` }),
  };
};

const notNow = { outcome: 'not-now', way: 'text', told: 'yes' };
const suspended = { reason: 'youth-asks' };

describe('a day that somebody plans', () => {
  test.each([
    ['the end of time', 'first-contact', () => ({ ...notNow, nextTry: '9999-12-31' }), 'nextTry'],
    ['years away', 'first-contact', () => ({ ...notNow, nextTry: '2099-01-05' }), 'nextTry'],
    ['past', 'first-contact', () => ({ ...notNow, nextTry: dayIn(-1) }), 'nextTry'],
    ['more than 30 days away', 'first-contact', () => ({ ...notNow, nextTry: dayIn(32) }), 'nextTry'],
    ['the end of time', 'consent', () => ({ outcome: 'not-now', talkAgain: '9999-12-31' }), 'talkAgain'],
    ['a year away', 'consent', () => ({ outcome: 'not-now', talkAgain: dayIn(365) }), 'talkAgain'],
    ['the end of time', 'consent', () => ({ outcome: 'declined', notBefore: '9999-12-31' }), 'notBefore'],
    ['past', 'consent', () => ({ outcome: 'declined', notBefore: dayIn(-3) }), 'notBefore'],
    [
      'the end of time',
      'support-plan',
      () => ({ outcome: 'keep-close-without-plan', reviewDate: '9999-12-31' }),
      'reviewDate',
    ],
    [
      'ten years away',
      'follow-up',
      () => ({ outcome: 'continue', goals: [], intensity: 'light', nextReview: dayIn(3650) }),
      'nextReview',
    ],
    [
      'too far for the intensity that is chosen',
      'follow-up',
      () => ({ outcome: 'continue', goals: [], intensity: 'intensive', nextReview: dayIn(95) }),
      'nextReview',
    ],
    ['past', 'follow-up', () => ({ outcome: 'lost-touch', nextTry: dayIn(-1) }), 'nextTry'],
  ] as const)('and that is %s is refused at %s', async (_what, step, body, field) => {
    const { caseId, answer } = await complete(step, body());
    const { code, errors } = problemIn(answer);
    expect([code, errors?.map(({ pointer }) => pointer)]).toEqual(['invalid-request', [`#/${field}`]]);
    expect((await worker.get('/v1/today')).status).toBe(200);
    expect((await coordinator.get(`/v1/cases/${caseId}`)).status).toBe(200);
  });

  test('says its bounds in both languages', async () => {
    const { answer } = await complete('first-contact', { ...notNow, nextTry: dayIn(90) });
    expect(problemIn(answer).errors?.[0]?.detail).toBe(`Choisissez une date du ${dayIn(1)} au ${dayIn(14)}.`);
  });

  test.each([
    ['the youth asks', 'youth-asks', 31],
    ['hospital', 'hospital', 91],
    ['detention', 'detention', 366],
  ])('and ends a suspension is bounded by its reason: %s', async (_what, reason, days) => {
    const { caseId } = await caseAt(system, 'consent');
    const suspend = (until: string) =>
      worker.post(`/v1/cases/${caseId}/interruptions/suspend`, { ...suspended, reason, until });
    for (const until of [dayIn(days), dayIn(0), dayIn(-1), '9999-12-31'])
      expect(problemIn(await suspend(until)).errors?.map(({ pointer }) => pointer)).toEqual(['#/until']);
    expect((await suspend(dayIn(days - 1))).status).toBe(202);
  });

  test('is told with the case: each form says between what, for this case now, and its example lies there', async () => {
    for (const step of ['first-contact', 'consent', 'follow-up'] as const) {
      const { caseId } = await caseAt(system, step);
      const shown = caseIn(await worker.get(`/v1/cases/${caseId}`));
      const forms = [...shown.step.actions, ...shown.interruptions, ...shown.activities];
      const dates = forms.flatMap(({ schema, example }) =>
        Object.entries(schema['properties'] as Record<string, Record<string, string>>).flatMap(([name, field]) =>
          field['format'] === 'date' || field['format'] === 'date-time' ? [{ ...field, sent: example[name] }] : [],
        ),
      ) as readonly Record<string, string>[];
      expect(dates.length).toBeGreaterThan(3);
      for (const { 'x-min': min = '', 'x-max': max = '~', sent, description } of dates) {
        expect(min < max).toBe(true);
        expect(description).toMatch(/.+ \/ .+/);
        if (sent !== undefined) expect([min <= sent, sent <= max]).toEqual([true, true]);
      }
    }
  });
});

describe('a moment at which something happened', () => {
  test.each([
    ['a century ago', () => '1926-03-09T14:30:00Z'],
    ['of another age', () => '0001-01-01T00:00:00Z'],
    ['before the receipt', () => inDays(-30)],
    ['to come', () => inDays(1)],
    ['the end of time', () => '9999-12-31T23:59:59Z'],
    ['written without an end', () => `2026-03-09T14:30:00.${'0'.repeat(200)}Z`],
  ])('and that is %s is refused', async (_what, at) => {
    const { caseId } = await caseAt(system, 'first-contact');
    for (const [activity, body] of [
      ['contact', { reached: 'no', way: 'phone' }],
      ['urgent-help', { kind: 'food' }],
      ['critical-event', { kind: 'injury', safeTonight: 'yes' }],
    ] as const) {
      const answer = await worker.post(`/v1/cases/${caseId}/activities/${activity}`, { ...body, at: at() });
      expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['#/at']);
    }
    const { items } = (await worker.get('/v1/today?limit=50')).body as Today;
    expect(items.find((one) => one.caseId === caseId)?.lastAttemptAt).toBeUndefined();
  });

  test('may be a few minutes ahead or behind, as clocks of telephones are', async () => {
    const { caseId } = await caseAt(system, 'first-contact');
    const record = (at: string) =>
      worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'phone', at });
    expect((await record(inDays(4 / 1440))).status).toBe(201);
    expect((await record(inDays(-4 / 1440))).status).toBe(201);
  });

  test('a next check lies in the two weeks to come', async () => {
    const { caseId } = await caseAt(system, 'first-contact');
    const help = (nextCheck: string) =>
      worker.post(`/v1/cases/${caseId}/activities/urgent-help`, { kind: 'food', nextCheck });
    for (const wrong of ['9999-12-31T00:00:00Z', inDays(15), inDays(-1)])
      expect(problemIn(await help(wrong)).errors?.map(({ pointer }) => pointer)).toEqual(['#/nextCheck']);
    expect((await help(inDays(1))).status).toBe(201);
  });
});

test('six attempts in one minute are one, whatever way they were made', async () => {
  const { caseId } = await caseAt(system, 'first-contact');
  for (const way of ['phone', 'text', 'email', 'social', 'in-person', 'phone'])
    await worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way });
  await system.advanceClock('P31D');
  const { version } = caseIn(await worker.get(`/v1/cases/${caseId}`));
  const answer = await worker.post(
    `/v1/cases/${caseId}/completion`,
    { outcome: 'not-found' },
    { 'if-match': `"${version}"` },
  );
  expect(problemIn(answer).code).toBe('guard-attempts');
});

describe('other dates', () => {
  test.each([
    [46, '18-21', 'go with'],
    [17, '26-29', 'go with'],
    [1, 'unsure', 'Check'],
    [125, 'unsure', 'Check'],
  ])('a birth %i years ago with the age %s is refused', async (years, ageBand, said) => {
    const bornIn = `${Number(system.now().slice(0, 4)) - years}-01`;
    const person = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand, bornIn };
    const answer = await worker.post('/v1/cases', { person }, { 'accept-language': 'en' });
    const { errors } = problemIn(answer);
    expect(errors).toEqual([{ pointer: '#/person/bornIn', detail: expect.stringContaining(said) }]);
  });

  test('somebody outside of the program’s age is received all the same, and oriented by people', async () => {
    const person = {
      name: 'Zed',
      reach: [{ way: 'text', value: '514 555-0123' }],
      ageBand: 'unsure',
      bornIn: '1985-01',
    };
    expect((await system.sendReferral({ person })).status).toBe(202);
  });

  test.each([
    ['absence', () => coordinator.put('/v1/me/absence', { from: dayIn(1), until: '2099-12-31' })],
    ['absence that began long ago', () => coordinator.put('/v1/me/absence', { from: '1999-01-01', until: dayIn(3) })],
    [
      'shift',
      () => coordinator.post('/v1/roster', { member: subOf('caseworker@est'), from: inDays(1), until: inDays(800) }),
    ],
    [
      'session',
      async () =>
        (await system.as('supervisor@est')).post('/v1/clinical-sessions', { date: dayIn(800), themes: ['x'] }),
    ],
  ])('an %s has an end that people can foresee', async (_what, send) => {
    expect(problemIn(await send()).code).toBe('too-far-away');
  });

  test.each([
    ['absence', () => coordinator.put('/v1/me/absence', { from: dayIn(1), until: '9999-12-31' })],
    [
      'shift',
      () =>
        coordinator.post('/v1/roster', {
          member: subOf('caseworker@est'),
          from: inDays(1),
          until: '9999-12-31T23:59:59+14:00',
        }),
    ],
    [
      'session',
      async () =>
        (await system.as('supervisor@est')).post('/v1/clinical-sessions', { date: '0000-01-01', themes: ['x'] }),
    ],
  ])('a %s at the end of time is no date of ours', async (_what, send) => {
    expect(problemIn(await send()).code).toBe('invalid-request');
  });
});
