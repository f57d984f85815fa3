import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoPeople } from '../../../infra/demo/people.ts';
import { seedAccounts } from '../../../infra/demo/seed.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import type { Notice } from '../../../shared/domain/team/notice.ts';
import { makeCaseStore, type CaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore, type MembershipStore } from '../../../shared/store/membership-store.ts';
import { makeNoticeStore, type NoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { morningAfter } from '../../../shared/time/opening.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { dayAhead } from '../../support/day-ahead.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

const worker = subOf('caseworker@est');
const coordinator = subOf('coordinator@est');
/** Another caseworker of the team, for these tests. */
const second = subOf('concertation-member@est');

let system: System;
let members: MembershipStore;
let notices: NoticeStore;
let store: CaseStore;
let noor: Session;
let helene: Session;

const membershipOf = (sub: string): Membership => {
  const found = demoPeople.find(({ membership }) => membership.sub === sub);
  if (!found) throw new Error(`nobody is ${sub}`);
  return found.membership;
};

beforeAll(async () => {
  system = await startSystem();
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey });
  const read = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable });
  members = { ...makeMembershipStore(table), read: makeMembershipStore(read).read };
  notices = makeNoticeStore(table);
  store = makeCaseStore(table);
  [noor, helene] = await Promise.all([system.as('caseworker@est'), system.as('coordinator@est')]);
});
afterAll(() => system.stop());
beforeEach(async () => {
  await members.write(membershipOf(worker));
  await members.write({ ...membershipOf(second), role: 'caseworker' });
});

/** A day so many days from today. */
const day = (days: number): string => dayAhead(system.now(), days);
const morning = (days: number): string => `${day(days)}T14:00:00.000Z`;

const colleague = async (session: Session, sub: string): Promise<object | undefined> => {
  const { items } = (await session.get('/v1/team')).body as { items: readonly { member: string }[] };
  return items.find(({ member }) => member === sub);
};

describe('an absence', () => {
  test('is registered with a backup, and the team sees both', async () => {
    const absence = { from: day(1), until: day(5) };
    const answer = await noor.put('/v1/me/absence', { ...absence, backup: second });
    expect([answer.status, answer.body]).toEqual([200, { member: worker, absence, backup: second }]);
    expect((await noor.get('/v1/me')).body).toMatchObject({ absence, backup: second });
    expect(await colleague(helene, worker)).toMatchObject({ absence, backup: second });
  });

  test('takes the place of an earlier one, and keeps the backup', async () => {
    await noor.put('/v1/me/absence', { from: day(1), until: day(5), backup: second });
    const absence = { from: day(0), until: day(0) };
    expect((await noor.put('/v1/me/absence', absence)).body).toEqual({ member: worker, absence, backup: second });
  });

  test('ends when one is back, the backup stays named', async () => {
    await noor.put('/v1/me/absence', { from: day(0), until: day(5), backup: second });
    const answer = await noor.delete('/v1/me/absence');
    expect([answer.status, answer.body]).toEqual([200, { member: worker, backup: second }]);
    expect((await noor.delete('/v1/me/absence')).status).toBe(200);
  });

  test('stays when the demonstration starts again', async () => {
    const absence = { from: day(1), until: day(5) };
    await noor.put('/v1/me/absence', absence);
    const { awsClientConfig } = system.runtime;
    expect(await seedAccounts({ recordTable: system.recordTable, awsClientConfig })).toBe(false);
    expect((await noor.get('/v1/me')).body).toMatchObject({ absence });
  });

  test('that is over is nobody’s matter any more', async () => {
    await members.write({ ...membershipOf(worker), absence: { from: day(-5), until: day(-1) } });
    expect(await colleague(helene, worker)).not.toHaveProperty('absence');
  });

  test('is registered by the coordinator for somebody who fell ill, and by no other colleague', async () => {
    const path = `/v1/team/${worker}/absence`;
    const absence = { from: day(0), until: day(9) };
    expect((await helene.put(path, absence)).body).toEqual({ member: worker, absence });
    expect((await helene.delete(path)).body).toEqual({ member: worker });
    const supervisor = await system.as('supervisor@est');
    expect(problemIn(await supervisor.put(path, absence)).code).toBe('forbidden');
    expect(problemIn(await (await system.as('coordinator@nord')).put(path, absence)).code).toBe('unknown-colleague');
    expect(problemIn(await helene.put('/v1/team/nobody/absence', absence)).code).toBe('unknown-colleague');
    expect(problemIn(await helene.delete(`/v1/team/${subOf('director@est')}/absence`)).code).toBe('unknown-colleague');
  });

  const wrong: readonly (readonly [string, () => object, string])[] = [
    ['no dates', () => ({}), 'dates-missing'],
    ['no last day', () => ({ from: day(1) }), 'dates-missing'],
    ['an end before its beginning', () => ({ from: day(5), until: day(4) }), 'ends-before-it-begins'],
    ['an end that is past', () => ({ from: day(-9), until: day(-2) }), 'already-over'],
    ['oneself as backup', () => ({ from: day(1), until: day(2), backup: worker }), 'backup-is-oneself'],
    [
      'the clinical supervisor as backup',
      () => ({ from: day(1), until: day(2), backup: subOf('supervisor@est') }),
      'backup-is-supervisor',
    ],
    ['somebody unknown as backup', () => ({ from: day(1), until: day(2), backup: 'nobody' }), 'unknown-colleague'],
    [
      'a backup of another organisation',
      () => ({ from: day(1), until: day(2), backup: subOf('caseworker@nord') }),
      'unknown-colleague',
    ],
    [
      'a backup without a role on cases',
      () => ({ from: day(1), until: day(2), backup: subOf('administrator@est') }),
      'unknown-colleague',
    ],
    ['a day that is none', () => ({ from: '2026-02-30', until: day(2) }), 'invalid-request'],
  ];

  test.each(wrong)('with %s is refused, in both languages, and nothing changes', async (_, body, code) => {
    const [french, english] = await Promise.all(
      ['fr-CA', 'en-CA'].map(async (language) =>
        problemIn(await noor.put('/v1/me/absence', body(), { 'accept-language': language })),
      ),
    );
    expect([french?.code, english?.code]).toEqual([code, code]);
    expect(french?.title).not.toBe(english?.title);
    expect(structuredClone(await members.read(worker))).toEqual(membershipOf(worker));
  });
});

describe('a backup', () => {
  test('is named for all absences to come, and may be nobody again', async () => {
    expect((await noor.put('/v1/me/backup', { backup: coordinator })).body).toMatchObject({ backup: coordinator });
    expect((await noor.put('/v1/me/backup', { backup: null })).body).toEqual({ member: worker });
    expect(problemIn(await noor.put('/v1/me/backup', { backup: worker })).code).toBe('backup-is-oneself');
    expect(problemIn(await noor.put('/v1/me/backup', {})).code).toBe('invalid-request');
  });
});

describe('what waits for somebody who will be away', () => {
  /** A rung of the contact clock of a case, as it stands. */
  const rungOf = async (caseId: string) => {
    const { thread } = await store.readForCommand({ caseId, sub: worker });
    const cycle = thread?.timer.cycle ?? 0;
    return (noticeId: string, tellAt: string): Notice => ({
      sub: worker,
      noticeId,
      recordedAt: system.now(),
      tellAt,
      about: {
        kind: 'rung',
        caseId,
        reference: 'ABC234',
        timerId: 'contact',
        cycle,
        rung: 'due',
        intensity: 'regular',
        dueAt: tellAt,
      },
    });
  };

  const waits = async (...lines: readonly Notice[]): Promise<void> =>
    notices.write(lines.map((line) => notices.puts.notice(line)));

  const told = async (sub: string): Promise<readonly string[]> =>
    (await notices.noticesBetween(sub, day(-1), day(90))).map(({ noticeId }) => noticeId);

  test('goes to the coordinator for the days of the absence, in the message of the same morning, once', async () => {
    const rung = await rungOf((await caseAt(system, 'first-contact')).caseId);
    await waits(
      rung('before', morning(20)),
      rung('first', morning(21)),
      rung('last', morning(23)),
      rung('after', morning(24)),
    );
    const own = rung('own', morning(22));
    const seenTo = rung('seen-to', morning(22));
    await waits({ ...own, about: { kind: 'advice', adviceId: 'a' } });
    await waits({ ...seenTo, about: { ...seenTo.about, cycle: 99 } as Notice['about'] });
    for (let n = 0; n < 2; n += 1) await noor.put('/v1/me/absence', { from: day(21), until: day(23) });
    expect(await told(coordinator)).toEqual(['first', 'last']);
    expect(await notices.readMessage(coordinator, morning(21))).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(await notices.readMessage(coordinator, morning(20))).toBeUndefined();
    expect(await told(worker)).toEqual(['before', 'first', 'own', 'seen-to', 'last', 'after']);
  });

  test('was told this morning already: the stand-in is told in the next one, once', async () => {
    const rung = await rungOf((await caseAt(system, 'first-contact')).caseId);
    await waits(rung('of-this-morning', new Date(Date.parse(system.now()) - 1).toISOString()));
    const path = `/v1/team/${worker}/absence`;
    for (let n = 0; n < 2; n += 1) await helene.put(path, { from: day(0), until: day(9), backup: second });
    const lines = await notices.noticesBetween(second, day(-1), day(9));
    const handed = lines.filter(({ noticeId }) => noticeId === 'of-this-morning');
    expect(handed.map(({ tellAt }) => tellAt)).toEqual([morningAfter(quebecCalendar, system.now())]);
    expect(await notices.readMessage(second, handed[0]?.tellAt ?? '')).toMatchObject({ state: 'waiting' });
  });

  test('goes to somebody else also when nobody knows for how long', async () => {
    const rung = await rungOf((await caseAt(system, 'first-contact')).caseId);
    await waits(rung('for-a-long-time', morning(41)));
    await noor.put('/v1/me/absence', { from: day(41), until: day(700) });
    expect(await told(coordinator)).toContain('for-a-long-time');
  });

  test('goes to the backup alone, who may see the case until the worker is in touch again', async () => {
    const { caseId } = await caseAt(system, 'first-contact');
    const path = `/v1/cases/${caseId}`;
    const stepsIn = await system.as('concertation-member@est');
    expect((await stepsIn.get(path)).status).toBe(404);

    await waits((await rungOf(caseId))('to-hand-over', morning(31)));
    await noor.put('/v1/me/absence', { from: day(31), until: day(31), backup: second });
    expect(await told(second)).toContain('to-hand-over');
    expect(await told(coordinator)).not.toContain('to-hand-over');
    expect((await stepsIn.get(path)).status).toBe(200);
    const { items } = (await helene.get(`${path}/timeline`)).body as { items: readonly { type: string }[] };
    expect(items.map(({ type }) => type)).toContain('stand-in-named');

    expect((await stepsIn.post(`${path}/activities/contact`, { reached: 'yes', way: 'phone' })).status).toBe(201);
    expect((await stepsIn.get(path)).status).toBe(200);
    await noor.post(`${path}/activities/contact`, { reached: 'yes', way: 'phone' });
    expect((await stepsIn.get(path)).status).toBe(404);
  });
});
