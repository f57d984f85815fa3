import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { retryAfterSecondsOf, useOf, type AllowanceKind } from '../../../shared/domain/team/allowance.ts';
import { keys } from '../../../shared/store/keys.ts';
import { problemIn, type Answer } from '../../support/session.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { writeEscalation } from '../../support/late-contact.ts';
import { plainRequest, startSystem, subOf, zed, type System } from '../../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const most = 60;
const refer = async (user: string, key?: string): Promise<Answer> =>
  (await system.as(user)).post(
    '/v1/referrals',
    { person: zed, request: plainRequest },
    key === undefined ? {} : { 'idempotency-key': key },
  );
const tally = (answers: readonly Answer[]) =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]));

describe('referrals of one account', () => {
  test('four hundred at once: as many as are allowed are taken, the others are told when to try again', async () => {
    const kept = randomUUID();
    expect((await refer('referrer@poste-12', kept)).status).toBe(202);
    const answers = await Promise.all(Array.from({ length: 400 }, () => refer('referrer@poste-12')));
    expect(tally(answers)).toEqual({ 202: most - 1, 429: 401 - most });
    const refused = answers.find(({ status }) => status === 429) as Answer;
    expect(problemIn(refused).code).toBe('too-many-requests');
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(6 * 3600);
    // What was taken before is answered as it was: repeating it is not asking for more.
    expect((await refer('referrer@poste-12', kept)).status).toBe(202);
    // Everybody else is heard as before, also those of the same channel.
    for (const user of ['referrer@ciusss', 'referrer@est', 'referrer@hopital']) {
      expect((await refer(user)).status).toBe(202);
    }
  });

  test('are refused in the reader’s language, and before the body is looked into', async () => {
    const session = await system.as('referrer@poste-12');
    const french = problemIn(await session.post('/v1/referrals', '{', {}));
    const english = problemIn(await session.post('/v1/referrals', '{', { 'accept-language': 'en' }));
    expect([french.code, english.code]).toEqual(['too-many-requests', 'too-many-requests']);
    expect(french.title).toMatch(/beaucoup/);
    expect(english.title).toMatch(/much/);
  });

  test('say nothing of the people referred: the count is the same whoever they are about', async () => {
    const session = await system.as('referrer@ciusss');
    const names = Array.from({ length: most }, (_, n) => (n % 2 === 0 ? 'Zed' : `Inconnue ${n}`));
    const answers: number[] = [];
    for (const name of names) {
      const { status } = await session.post('/v1/referrals', { person: { ...zed, name }, request: plainRequest });
      answers.push(status);
    }
    // One was taken above.
    expect(answers.indexOf(429)).toBe(most - 1);
  });

  test('are taken again once the window is over', async () => {
    await system.advanceClock('PT6H');
    expect((await refer('referrer@poste-12')).status).toBe(202);
  });
});

test('clinical advice is asked thirty times a day at most', async () => {
  const worker = await system.as('caseworker@est');
  const ask = () => worker.post('/v1/clinical-advice', { text: 'Comment rester en lien?' });
  const answers = await Promise.all(Array.from({ length: 40 }, ask));
  expect(tally(answers)).toEqual({ 201: 30, 429: 10 });
});

/** Leaves an account with so much of an allowance in this window and in the next. */
const leave = async (user: string, kind: AllowanceKind, left: number): Promise<void> => {
  for (const at of [system.now(), new Date(Date.parse(system.now()) + 3_600_000).toISOString()]) {
    const { sub, window, most: all, expiresAt } = useOf(subOf(user), kind, at);
    const Item = { ...keys.allowance(sub, kind, window), kind: 'allowance', used: all - left, expiresAt };
    await system.documents().send(new PutCommand({ TableName: system.recordTable, Item }));
  }
};

test('cases for youths whom one worker has met are opened so often a day, and no more', async () => {
  const session = await system.as('caseworker@est');
  const kept = { 'idempotency-key': randomUUID() };
  const open = (headers = {}) => session.post('/v1/cases', { person: zed }, headers);
  expect((await open(kept)).status).toBe(201);
  await leave('caseworker@est', 'outreach', 3);
  expect(tally(await Promise.all(Array.from({ length: 10 }, () => open())))).toEqual({ 201: 3, 429: 7 });
  // What was opened before is answered as it was, and nobody else is held up.
  expect((await open(kept)).status).toBe(201);
  expect((await (await system.as('coordinator@est')).post('/v1/cases', { person: zed })).status).toBe(201);
  const late = problemIn(await session.post('/v1/cases', '{'));
  expect([late.code, late.status]).toEqual(['too-many-requests', 429]);
});

test.each(['draft', 'escalation'] as const)('what one account writes again and again is bounded: %s', async (kind) => {
  const session = await system.as('coordinator@nord');
  const { caseId } = await system.refer({ organisation: 'nord' });
  await writeEscalation(system, caseId);
  const until = dayAhead(system.now(), 7);
  const write = () =>
    kind === 'draft'
      ? session.put(`/v1/cases/${caseId}/draft`, { answers: { note: 'à suivre' } })
      : session.post(`/v1/cases/${caseId}/escalations/1/acknowledgement`, { owner: subOf('caseworker@nord'), until });
  await leave('coordinator@nord', kind, 2);
  const answers = [await write(), await write(), await write()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
});

test.each([
  ['2026-03-09T12:00:00.000Z', 6 * 3600],
  ['2026-03-09T17:59:59.999Z', 1],
])('what is used up at %s is free again after %d seconds', (now, seconds) => {
  expect(retryAfterSecondsOf(useOf('a', 'referral', now), now)).toBe(seconds);
});
