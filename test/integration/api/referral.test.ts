import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageIn, problemIn } from '../../support/session.ts';
import { plainRequest, startSystem, zed, type System } from '../../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const good = { person: zed, request: plainRequest };

describe('a referral', () => {
  test('is answered with a receipt, and with nothing else', async () => {
    const { status, headers, body } = await system.sendReferral();
    expect(status).toBe(202);
    expect(Object.keys(body as object).sort()).toEqual(['receiptId', 'receivedAt']);
    expect(headers['location']).toBe(`/v1/referrals/${(body as { receiptId: string }).receiptId}`);
  });

  test('can have its receipt re-read, in the same words, by its sender only', async () => {
    const { headers, body } = await system.sendReferral();
    const location = headers['location'] ?? '';
    expect((await (await system.as('referrer@est')).get(location)).body).toEqual(body);
    expect(problemIn(await (await system.as('referrer@nord')).get(location)).code).toBe('not-found');
    expect(problemIn(await (await system.as('coordinator@est')).get(location)).code).toBe('forbidden');
  });

  test('keeps its receipt for 90 days', async () => {
    const referrer = await system.as('referrer@est');
    const location = (await system.sendReferral()).headers['location'] ?? '';
    await system.advanceClock('P89D');
    expect((await referrer.get(location)).status).toBe(200);
    await system.advanceClock('P2D');
    expect(problemIn(await referrer.get(location)).code).toBe('not-found');
  });

  test.each([
    ['referrer@est', 'est'],
    ['referrer@poste-12', 'est'],
    ['referrer@ciusss', 'est'],
    ['referrer@hopital', 'nord'],
  ])('by %s, whatever the channel, opens a case of %s and is answered like any other', async (user, organisation) => {
    const referrer = await system.as(user);
    const coordinator = await system.as(`coordinator@${organisation}`);
    const count = async () => pageIn(await coordinator.get('/v1/cases?limit=100')).items.length;
    const before = await count();
    const answers = [await referrer.post('/v1/referrals', good), await referrer.post('/v1/referrals', good)];
    expect(answers.map(({ status, body }) => [status, Object.keys(body as object).sort()])).toEqual([
      [202, ['receiptId', 'receivedAt']],
      [202, ['receiptId', 'receivedAt']],
    ]);
    await system.runtime.clock.idle();
    expect(await count()).toBe(before + 2);
  });

  test.each(['referrer@poste-12', 'referrer@hopital', 'referrer@est'])(
    'lets %s see nothing of what comes of it',
    async (user) => {
      const referrer = await system.as(user);
      const { caseId } = await system.refer();
      for (const part of ['', '/timeline', '/steps', '/person', '/activities']) {
        expect(problemIn(await referrer.get(`/v1/cases/${caseId}${part}`)).code).toBe('not-found');
      }
      for (const list of ['/v1/cases', '/v1/worklist', '/v1/team', '/v1/pathways']) {
        expect(problemIn(await referrer.get(list)).code).toBe('forbidden');
      }
    },
  );

  test.each(['coordinator@est', 'caseworker@est', 'director@est', 'administrator@est', 'concertation-member@est'])(
    'by %s is refused: they do not refer',
    async (user) => {
      expect(problemIn(await (await system.as(user)).post('/v1/referrals', good)).code).toBe('forbidden');
    },
  );

  test('with wrong fields says which, in French unless English is asked for', async () => {
    const referrer = await system.as('referrer@est');
    const wrong = { person: { ...zed, name: '', reach: [{ way: 'pigeon', value: 'x' }] }, request: plainRequest };
    const french = problemIn(await referrer.post('/v1/referrals', wrong));
    const english = problemIn(await referrer.post('/v1/referrals', wrong, { 'accept-language': 'en-CA' }));
    expect([french.status, french.code]).toEqual([422, 'invalid-request']);
    expect(french.errors?.map(({ pointer }) => pointer).sort()).toEqual(['#/person/name', '#/person/reach/0/way']);
    expect(english.errors?.map(({ pointer }) => pointer)).toEqual(french.errors?.map(({ pointer }) => pointer));
    expect(french.title).toBe('Certains champs sont à corriger.');
    expect(english.title).toBe('Some fields need correction.');
    expect(english.errors?.[0]?.detail).not.toBe(french.errors?.[0]?.detail);
  });

  test('with a wrong request points into the request', async () => {
    const referrer = await system.as('referrer@est');
    const { code, errors } = problemIn(
      await referrer.post('/v1/referrals', { person: zed, request: { ...plainRequest, urgency: 'whenever' } }),
    );
    expect(code).toBe('invalid-request');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['#/request/urgency']);
  });

  test.each([
    ['the referral', { ...good, policeFile: 'no' }],
    ['the person', { ...good, person: { ...zed, gang: 'no' } }],
    ['the request', { ...good, request: { ...plainRequest, offence: 'no' } }],
  ])('with a field that %s does not have is refused', async (_where, body) => {
    const { status, code } = problemIn(await (await system.as('referrer@est')).post('/v1/referrals', body));
    expect([status, code]).toEqual([422, 'invalid-request']);
  });

  test('sent again with the same key has the same receipt, and opens one case', async () => {
    const referrer = await system.as('referrer@nord');
    const coordinator = await system.as('coordinator@nord');
    const count = async () => pageIn(await coordinator.get('/v1/cases?limit=100')).items.length;
    const before = await count();
    const key = { 'idempotency-key': 'once' };
    const first = await referrer.post('/v1/referrals', good, key);
    const again = await referrer.post('/v1/referrals', good, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await referrer.post('/v1/referrals', { ...good, person: { ...zed, name: 'Kev' } }, key);
    expect(problemIn(other).code).toBe('key-reused');
    await system.runtime.clock.idle();
    expect(await count()).toBe(before + 1);
  });
});
