import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { clockworkOf } from '../../support/clockwork.ts';
import type { Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, complete } from '../../support/walk.ts';

const minute = 60_000;
const hour = 60 * minute;

let system: System;
let worker: Session;
let coordinator: Session;
beforeAll(async () => {
  system = await startSystem();
  worker = await system.as('caseworker@est');
  coordinator = await system.as('coordinator@est');
});
afterAll(() => system.stop());

const later = (milliseconds: number): string => new Date(Date.parse(system.now()) + milliseconds).toISOString();
/** Goes on until a minute after that moment. */
const goTo = async (at: string): Promise<void> => {
  const left = Date.parse(at) + minute - Date.parse(system.now());
  if (left > 0) await system.runtime.advance(left);
};
const record = async (who: Session, { caseId }: CaseView, activity: string, answers: object): Promise<void> => {
  const answer = await who.post(`/v1/cases/${caseId}/activities/${activity}`, answers);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
};
const last = <T>(values: readonly T[]): T => {
  const value = values.at(-1);
  if (value === undefined) throw new Error('there is none');
  return value;
};

/** Follow-up of a worker's own case, who was in touch just now. */
const followed = async () => {
  const found = await caseAt(system, 'follow-up');
  await record(worker, found, 'contact', { reached: 'yes', way: 'phone' });
  return { found, clockwork: clockworkOf(system, found.caseId) };
};

describe('the contact timer', () => {
  test('climbs, each rung once, and a contact that is written down late takes back what came after it', async () => {
    const { found, clockwork } = await followed();
    const { timer } = await clockwork.thread();
    const names = timer.ladder.map(({ rung }) => `contact#${String(timer.cycle).padStart(6, '0')}#${rung}`);
    await goTo(last(timer.ladder).at);
    expect(names.filter((name) => name.endsWith('#direction'))).toHaveLength(1);
    expect((await clockwork.rungs()).filter((rung) => rung.startsWith('contact'))).toEqual(names.toSorted());
    expect((await clockwork.events()).filter((type) => type === 'support-requested')).toHaveLength(3);
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'open', rung: 'direction' });
    expect(await clockwork.told('caseworker@est')).toContain(`contact.${timer.cycle}.due`);
    expect(await clockwork.told('coordinator@est')).toContain(`contact.${timer.cycle}.backup-and-coordinator`);
    expect(await clockwork.told('director@est')).toContain(`contact.${timer.cycle}.direction`);
    expect(await clockwork.told('supervisor@est')).toEqual([]);

    const before = timer.ladder.find(({ rung }) => rung === 'due')?.at ?? '';
    const at = new Date(Date.parse(before) - hour).toISOString();
    await record(worker, found, 'contact', { reached: 'yes', way: 'phone', at });
    const erased = (await clockwork.rungs()).filter((rung) => rung.endsWith(' erased'));
    expect(erased).toEqual(
      names
        .filter((name) => !name.endsWith('#due-soon'))
        .map((name) => `${name} erased`)
        .toSorted(),
    );
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'ended', end: 'contact' });
    expect(last(await clockwork.events())).toBe('support-ended');
    expect((await clockwork.thread()).timer).toMatchObject({ cycle: timer.cycle + 1, since: at });
  });

  test('opens a second request the next time, and a late entry that is not the newest ends nothing', async () => {
    const { found, clockwork } = await followed();
    const touched = system.now();
    const { timer } = await clockwork.thread();
    await goTo(timer.dueAt);
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'open', rung: 'due' });
    await record(worker, found, 'contact', {
      reached: 'no',
      way: 'phone',
      at: new Date(Date.parse(touched) - minute).toISOString(),
    });
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'open' });
    await record(worker, found, 'contact', { reached: 'no', way: 'text' });
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'ended' });
    await goTo((await clockwork.thread()).timer.dueAt);
    await expect(clockwork.escalation(2)).resolves.toMatchObject({ status: 'open', seq: 2 });
  });
});

describe('a timer that the case has left behind', () => {
  test('of a step tells nobody once its visit is completed', async () => {
    const found = await caseAt(system, 'consent');
    const clockwork = clockworkOf(system, found.caseId);
    const timer = await clockwork.timer('step');
    await complete(coordinator, found, 'agreed');
    const next = await clockwork.timer('step');
    expect(next?.cycle).toBe((timer?.cycle ?? 0) + 1);
    await goTo(timer?.dueAt ?? '');
    expect((await clockwork.rungs()).filter((rung) => rung.startsWith(`step#00000${timer?.cycle ?? 0}`))).toEqual([]);
  });

  test.each(['withdraw', 'cancel'])('of a case that ended by %s is put to rest and tells nobody', async (name) => {
    const { found, clockwork } = await followed();
    await record(worker, found, 'urgent-help', { kind: 'food', nextCheck: later(48 * hour) });
    const seen = (await coordinator.get(`/v1/cases/${found.caseId}`)).body as CaseView;
    const interruption = seen.interruptions.find((one) => one.href.endsWith(name));
    if (!interruption) throw new Error(`no ${name}`);
    expect((await coordinator.post(interruption.href, interruption.example)).status).toBeLessThan(300);
    expect(await clockwork.isComingUp()).toBe(true);
    const before = await clockwork.rungs();
    await system.advanceClock('P60D');
    expect(await clockwork.isComingUp()).toBe(false);
    expect(await clockwork.rungs()).toEqual(before);
  });
});

describe('what an activity asks for', () => {
  test('is a check at the promised moment, and a contact before it leaves nothing to check', async () => {
    const { found, clockwork } = await followed();
    await record(worker, found, 'urgent-help', { kind: 'food', nextCheck: later(26 * hour) });
    await record(worker, found, 'urgent-help', { kind: 'care', nextCheck: later(27 * hour) });
    const { followUps } = await clockwork.thread();
    // The second help is the check that the first had asked for.
    expect(followUps).toHaveLength(1);
    const [asked] = followUps;
    const timer = await clockwork.timer(asked?.timerId ?? '');
    await goTo(last(timer?.ladder ?? []).at);
    expect(await clockwork.told('caseworker@est')).toContain(`${asked?.timerId ?? ''}.1.due`);
    expect((await clockwork.rungs()).filter((rung) => !/^(contact|step)/.test(rung))).toHaveLength(1);
    await record(worker, found, 'contact', { reached: 'yes', way: 'phone' });
    expect((await clockwork.thread()).followUps).toEqual([]);
  });

  test('is asked for once a withdrawal made by mistake is undone, however late', async () => {
    const { found, clockwork } = await followed();
    await record(worker, found, 'urgent-help', { kind: 'food', nextCheck: later(2 * hour) });
    const [asked] = (await clockwork.thread()).followUps;
    const rung = `${asked?.timerId ?? ''}.1.due`;
    await coordinator.post(`/v1/cases/${found.caseId}/interruptions/withdraw`, {});
    await system.advanceClock('P4D');
    expect(await clockwork.told('caseworker@est')).not.toContain(rung);
    expect((await coordinator.post(`/v1/cases/${found.caseId}/reopening`, {})).status).toBe(202);
    await system.runtime.advance(2 * minute);
    expect(await clockwork.told('caseworker@est')).toContain(rung);
  });

  test('of a critical event is the supervisor’s look after a day, until there was clinical support', async () => {
    const { found, clockwork } = await followed();
    await record(worker, found, 'critical-event', { kind: 'threat', safeTonight: 'yes' });
    await record(worker, found, 'critical-event', { kind: 'injury', safeTonight: 'unsure' });
    const [first, second] = (await clockwork.thread()).followUps;
    const timer = await clockwork.timer(first?.timerId ?? '');
    await goTo(last(timer?.ladder ?? []).at);
    await system.runtime.advance(minute);
    expect(await clockwork.told('supervisor@est')).toContain(`${first?.timerId ?? ''}.1.due`);
    expect(await clockwork.told('caseworker@est')).not.toContain(`${first?.timerId ?? ''}.1.due`);
    expect(second).toBeDefined();
    const supervisor = await system.as('supervisor@est');
    const seen = (await supervisor.get(`/v1/cases/${found.caseId}`)).body as CaseView;
    const advice = seen.activities.find(({ href }) => href.endsWith('clinical-advice'));
    await record(supervisor, found, 'clinical-advice', advice?.example ?? {});
    expect((await clockwork.thread()).followUps).toEqual([]);
  });
});

test('a thirtieth birthday is told of at the opening of the month six months before its own', async () => {
  const month = new Date(Date.parse(system.now()));
  month.setUTCDate(1);
  month.setUTCMonth(month.getUTCMonth() + 8);
  const bornIn = `${month.getUTCFullYear() - 30}-${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
  const person = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: 'unsure', bornIn };
  const found = await system.refer({ person });
  const clockwork = clockworkOf(system, found.caseId);
  const timer = await clockwork.timer('age');
  month.setUTCMonth(month.getUTCMonth() - 6);
  expect(timer?.dueAt.slice(0, 10)).toBe(`${month.toISOString().slice(0, 7)}-01`);
  await goTo(last(timer?.ladder ?? []).at);
  expect(await clockwork.rungs()).toContain('age#000001#due');
});
