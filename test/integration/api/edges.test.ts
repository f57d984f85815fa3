import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
let coordinator: Session;
let referrer: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  referrer = await system.as('referrer@est');
});
afterAll(() => system.stop());

describe('what the API does not know', () => {
  test.each(['/v1/nothing', '/nothing', '/v1/cases/x/y/z', '/v2/cases'])(
    '%s is a problem like any other',
    async (path) => {
      for (const who of [coordinator, system.nobody]) {
        expect(problemIn(await who.get(path))).toMatchObject({ status: 404, code: 'not-found' });
      }
      const { title } = problemIn(await coordinator.get(path, { 'accept-language': 'en' }));
      expect(title).toBe('Nothing here, or nothing you may see.');
    },
  );

  test.each([`/v1/cases/${randomUUID()}`, '/v1/cases/not-an-id', `/v1/cases/${randomUUID()}/timeline`])(
    '%s is not there',
    async (path) => {
      expect(problemIn(await coordinator.get(path))).toMatchObject({ status: 404, code: 'not-found' });
    },
  );
});

describe('a body', () => {
  test.each([
    ['is no JSON', '{"person":'],
    ['is empty', ' '],
    ['is a word', 'hello'],
  ])('that %s is refused', async (_what, body) => {
    expect(problemIn(await referrer.post('/v1/referrals', body))).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
  });

  test.each([
    ['a list', '[]'],
    ['a number', '7'],
    ['nothing', 'null'],
  ])('that is %s is refused', async (_what, body) => {
    expect(problemIn(await referrer.post('/v1/referrals', body))).toMatchObject({
      status: 422,
      code: 'invalid-request',
    });
  });

  test('that is too large is refused by the gateway, in its own words', async () => {
    const { status, body } = await referrer.post(
      '/v1/referrals',
      JSON.stringify({ note: 'x'.repeat(11 * 1024 * 1024) }),
    );
    expect([status, body]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  test.each([
    ['of 300 KB', 413, { answers: { note: 'x'.repeat(300_000) } }],
    [
      'of a thousand texts',
      413,
      { answers: Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`k${n}`, 'x'.repeat(99)])) },
    ],
    ['nested 3,000 deep', 422, { answers: JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`) as unknown }],
    ['of 3,000 values', 422, { answers: { list: Array.from({ length: 3_000 }, () => 1) } }],
    ['of usual length', 200, { answers: { note: 'x'.repeat(280) } }],
  ])('of a draft %s is answered %d', async (_what, status, draft) => {
    const { caseId } = await system.refer();
    expect((await coordinator.put(`/v1/cases/${caseId}/draft`, draft)).status).toBe(status);
  });

  test('with a text that is too long is refused', async () => {
    const person = { name: 'x'.repeat(5000), reach: [{ way: 'text', value: '911' }], ageBand: 'unsure' };
    const request = { whyNow: ['injured'], urgency: 'today', personKnows: 'no' };
    const { code, errors } = problemIn(await referrer.post('/v1/referrals', { person, request }));
    expect(code).toBe('invalid-request');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['#/person/name']);
  });
});

test('a draft has no more fields than any form', async () => {
  const { caseId } = await system.refer();
  const answers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_one, at) => [`f${at}`, 1]));
  const draft = (count: number) => coordinator.put(`/v1/cases/${caseId}/draft`, { answers: answers(count) });
  expect((await draft(100)).status).toBe(200);
  expect(problemIn(await draft(101))).toMatchObject({ status: 422, errors: [{ pointer: '#/answers' }] });
});

describe('a header', () => {
  test('of an idempotency key that is empty or too long is refused', async () => {
    for (const key of ['', 'k'.repeat(256)]) {
      const answer = await referrer.post('/v1/referrals', { person: {}, request: {} }, { 'idempotency-key': key });
      expect([400, 422]).toContain(problemIn(answer).status);
    }
  });
});

describe('a query', () => {
  test.each([
    '/v1/cases?refrence=ABC',
    '/v1/today?open=true',
    '/v1/me?sub=x',
    '/v1/team?constructor=1',
    '/v1/roster?limit=5',
  ])('%s, of which nothing is known, is refused: what is misspelt is not passed over', async (path) => {
    expect(problemIn(await coordinator.get(path))).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  test.each([
    'limit=25&limit=50',
    'limit=1e1',
    'limit=0x10',
    'limit=%2025',
    'limit=1e9',
    'limit=-0',
    'limit=NaN',
    'limit=',
    'status=open&status=closed',
  ])('%s is none', async (query) => {
    expect(problemIn(await coordinator.get(`/v1/cases?${query}`)).status).toBe(422);
  });
});

describe('a cursor', () => {
  test.each(['', 'x'.repeat(5_000), 'eyJhZnRlciI6Im9wZW4ifQ&cursor=', '%F0%9F%A6%8A', '..%2F..', 'bnVsbA'])(
    'such as %.40s is none, and answered alike by every list',
    async (cursor) => {
      const { caseId } = await system.refer();
      const lists = ['cases', 'worklist', 'escalations', 'notifications'];
      const ofCase = ['activities', 'steps', 'timeline', 'consents'].map((part) => `cases/${caseId}/${part}`);
      for (const list of [...lists, ...ofCase]) {
        const answer = await coordinator.get(`/v1/${list}?cursor=${cursor}`);
        expect([list, problemIn(answer)]).toMatchObject([list, { status: 400, code: 'bad-cursor' }]);
      }
    },
  );
});

describe('a header', () => {
  test.each([
    ['if-match', `"${'1'.repeat(10)}"`],
    ['if-match', '"1","1"'],
    ['if-match', '"1e1"'],
    ['idempotency-key', 'k'.repeat(256)],
    ['prefer', `wait=1; ${'x'.repeat(400)}`],
  ])('%s of %.20s is none', async (name, value) => {
    const answer = await coordinator.post(
      `/v1/cases/${randomUUID()}/completion`,
      { outcome: 'accepted' },
      { 'if-match': '"1"', [name]: value },
    );
    expect(problemIn(answer)).toMatchObject({ status: 400, code: 'bad-header' });
  });
});

describe('the clock', () => {
  test.each(['P9000Y', 'P11Y', 'PT999999999999H'])('never moves by %s', async (advance) => {
    const { status, body } = await system.advanceClock(advance);
    expect([status, body]).toEqual([400, { message: expect.any(String) }]);
  });

  test('is let go on its way, and stays where it has come', async () => {
    const before = Date.parse(system.now());
    const moving = system.advanceClock('P9Y');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await system.nobody.delete('/_local/clock')).status).toBe(200);
    expect((await moving).status).toBe(409);
    expect(Date.parse(system.now()) - before).toBeLessThan(9 * 365 * 86_400_000);
  });
});
