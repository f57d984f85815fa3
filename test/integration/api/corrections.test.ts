import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityViewSchema } from '../../../shared/api/schemas/record.ts';
import { pageOf } from '../../../shared/api/schemas/common.ts';
import { clockworkOf } from '../../support/clockwork.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, look } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

type Case = { readonly caseId: string };
type Recorded = { readonly activityId: string; readonly undo: { readonly href: string } };
const record = async (who: Session, { caseId }: Case, activity: string, body: object): Promise<Recorded> => {
  const answer = await who.post(`/v1/cases/${caseId}/activities/${activity}`, body);
  expect(answer.status).toBe(201);
  return answer.body as Recorded;
};
const correct = ({ caseId }: Case, { activityId }: Recorded, reason = 'wrong-person', who = worker) =>
  who.post(`/v1/cases/${caseId}/activities/${activityId}/correction`, { reason, note: 'Carte voisine.' });
const listed = async (who: Session, { caseId }: Case) =>
  pageOf(activityViewSchema).parse((await who.get(`/v1/cases/${caseId}/activities`)).body).items;
const at = (milliseconds: number): string => new Date(Date.parse(system.now()) + milliseconds).toISOString();
const hour = 3_600_000;

/** All that the record says of the clock, the checks and the request for support; not how often it was written. */
const standing = async (found: Case) => {
  const clockwork = clockworkOf(system, found.caseId);
  const thread = await clockwork.thread();
  const { version: _version, cycles: _cycles, ...rest } = thread;
  const checks = await Promise.all(thread.followUps.map(({ timerId }) => clockwork.timer(timerId)));
  const seen = await look(coordinator, found);
  // A clone has no version of the row that a value was read from: it is another one, and that is all.
  return structuredClone({
    thread: rest,
    checks,
    rungs: await clockwork.rungs(),
    request: await clockwork.escalation(1),
    offered: [seen.status, seen.step.id, seen.contactDueAt, seen.activities.map(({ activity }) => activity)],
  });
};

const activities: readonly (readonly [string, object])[] = [
  ['contact', { reached: 'yes', way: 'phone' }],
  ['contact', { reached: 'no', way: 'text' }],
  ['urgent-help', { kind: 'food' }],
  ['critical-event', { kind: 'injury', safeTonight: 'no' }],
  ['critical-event', { kind: 'death', safeTonight: 'yes' }],
  ['orientation', { organisation: 'Carrefour', what: 'Un emploi' }],
  ['clinical-advice', { question: 'Comment rester en lien?' }],
];

describe('an activity that is undone at once', () => {
  let found: Case;
  beforeAll(async () => {
    found = await caseAt(system, 'follow-up');
    await record(worker, found, 'urgent-help', { kind: 'food', nextCheck: at(330 * hour) });
    await record(worker, found, 'critical-event', { kind: 'arrest', safeTonight: 'yes' });
    // Long enough for a request for support.
    await system.advanceClock('P12D');
    await expect(clockworkOf(system, found.caseId).escalation(1)).resolves.toMatchObject({ status: 'open' });
  });

  test.each(activities)('%s %j leaves all as if it had never been', async (activity, body) => {
    const before = await standing(found);
    const { undo } = await record(coordinator, found, activity, body);
    expect((await coordinator.post(undo.href, {})).status).toBe(200);
    expect(await standing(found)).toEqual(before);
    // Again changes nothing.
    expect((await coordinator.post(undo.href, {})).status).toBe(200);
    expect(await standing(found)).toEqual(before);
  });

  test('late, and so written with the time it happened, gives back what it took out of the figures', async () => {
    const before = await standing(found);
    const due = before.thread.timer.ladder.find(({ rung }) => rung === 'due')?.at ?? '';
    const inTime = new Date(Date.parse(due) - hour).toISOString();
    const { undo } = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone', at: inTime });
    expect((await standing(found)).rungs).not.toEqual(before.rungs);
    await coordinator.post(undo.href, {});
    expect(await standing(found)).toEqual(before);
  });

  test('is struck out, and stays on the trail', async () => {
    const [latest] = await listed(worker, found);
    expect(latest).toMatchObject({ corrected: { reason: 'undone' }, corrections: [] });
    expect(latest?.answers).toBeUndefined();
    expect((await clockworkOf(system, found.caseId).events()).at(-1)).toBe('activity-corrected');
  });

  test('lets the ladder climb as it would have', async () => {
    const { undo } = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone' });
    await coordinator.post(undo.href, {});
    // Longer than ten working days, whatever holidays lie in them.
    await system.advanceClock('P30D');
    await expect(clockworkOf(system, found.caseId).escalation(1)).resolves.toMatchObject({ rung: 'direction' });
  });

  test('by somebody else, or after two minutes, is refused and says what to do', async () => {
    const other = await caseAt(system, 'follow-up');
    const { undo } = await record(worker, other, 'contact', { reached: 'yes', way: 'phone' });
    expect(problemIn(await coordinator.post(undo.href, {}))).toMatchObject({ status: 409, code: 'undo-over' });
    await system.advanceClock('PT3M');
    expect(problemIn(await worker.post(undo.href, {}))).toMatchObject({ status: 409, code: 'undo-over' });
  });
});

describe('an activity that is corrected later', () => {
  test('gives back the clock and the request for support, says who and why, and hides what was written', async () => {
    const found = await caseAt(system, 'follow-up');
    await system.advanceClock('P12D');
    const before = await standing(found);
    const wrong = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone', note: 'Autre jeune.' });
    await system.advanceClock('P2D');
    const [offer] = (await listed(worker, found))[0]?.corrections ?? [];
    expect(offer?.href).toBe(`/v1/cases/${found.caseId}/activities/${wrong.activityId}/correction`);
    expect((await correct(found, wrong)).status).toBe(200);
    const after = await standing(found);
    expect(after.thread).toEqual(before.thread);
    expect(after.request).toEqual(before.request);
    const [latest] = await listed(worker, found);
    expect(latest).toMatchObject({ corrected: { reason: 'wrong-person', by: 'demo-caseworker-est' } });
    expect(JSON.stringify(await listed(worker, found))).not.toContain('Autre jeune');
  });

  test('leaves what came since: a later contact still sets the clock', async () => {
    const found = await caseAt(system, 'follow-up');
    const wrong = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone' });
    await system.advanceClock('P1D');
    await record(worker, found, 'contact', { reached: 'yes', way: 'text' });
    const { lastReachedAt, contactDueAt } = await look(worker, found);
    await correct(found, wrong, 'twice');
    expect(await look(worker, found)).toMatchObject({ lastReachedAt, contactDueAt });
  });

  test('never numbers a schedule twice: the next contact climbs from its own', async () => {
    const found = await caseAt(system, 'follow-up');
    const wrong = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone' });
    await system.advanceClock('P9D');
    await correct(found, wrong);
    await record(worker, found, 'contact', { reached: 'yes', way: 'phone' });
    await system.advanceClock('P12D');
    expect(await clockworkOf(system, found.caseId).escalation(1)).toMatchObject({ rung: 'backup-and-coordinator' });
    expect(system.logged.filter((line) => line.includes('busy'))).toEqual([]);
  });

  test('asks again for a check that it had ended', async () => {
    const found = await caseAt(system, 'follow-up');
    const help = await record(worker, found, 'urgent-help', { kind: 'food', nextCheck: at(20 * hour) });
    const wrong = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone' });
    await system.advanceClock('P4D');
    await correct(found, wrong);
    await system.advanceClock('PT2M');
    expect(await clockworkOf(system, found.caseId).told('caseworker@est')).toContain(`${help.activityId}.1.due`);
  });

  test('is not there for another team, nor what is no activity', async () => {
    const found = await caseAt(system, 'follow-up');
    const wrong = await record(worker, found, 'contact', { reached: 'yes', way: 'phone' });
    expect((await correct(found, wrong, 'twice', await system.as('coordinator@nord'))).status).toBe(404);
    expect((await correct(found, { ...wrong, activityId: 'no-such' })).status).toBe(404);
  });
});
