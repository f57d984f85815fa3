import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problemIn } from '../../support/session.ts';
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
    ['referrer@poste-12', 'fr', 'Ce canal de référence n’est pas encore ouvert'],
    ['referrer@poste-12', 'en', 'This referral channel is not open yet'],
    ['referrer@hopital', 'fr', 'Ce canal de référence n’est pas encore ouvert'],
    ['referrer@hopital', 'en', 'This referral channel is not open yet'],
  ])('by %s is refused with a clear word in %s', async (user, language, words) => {
    const answer = await (await system.as(user)).post('/v1/referrals', good, { 'accept-language': language });
    const { status, code, title } = problemIn(answer);
    expect([status, code]).toEqual([403, 'channel-not-open']);
    expect(title).toContain(words);
  });

  test.each(['coordinator@est', 'caseworker@est', 'administrator@est', 'concertation-member@est'])(
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
    const key = { 'idempotency-key': 'once' };
    const first = await referrer.post('/v1/referrals', good, key);
    const again = await referrer.post('/v1/referrals', good, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await referrer.post('/v1/referrals', { ...good, person: { ...zed, name: 'Kev' } }, key);
    expect(problemIn(other).code).toBe('key-reused');
    await system.runtime.clock.idle();
    const { body } = await (await system.as('coordinator@nord')).get('/v1/cases');
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });
});
