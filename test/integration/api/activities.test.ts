import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityViewSchema } from '../../../shared/api/schemas/record.ts';
import { pageOf } from '../../../shared/api/schemas/common.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, complete, look, stepIds } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const record = (who: Session, { caseId }: { readonly caseId: string }, activity: string, body: object, headers = {}) =>
  who.post(`/v1/cases/${caseId}/activities/${activity}`, body, headers);

const recorded = async (who: Session, { caseId }: { readonly caseId: string }) =>
  pageOf(activityViewSchema).parse((await who.get(`/v1/cases/${caseId}/activities`)).body).items;

const daysAgo = (days: number): string => new Date(Date.parse(system.now()) - days * 86_400_000).toISOString();

describe('help, contact and critical event', () => {
  test.each(stepIds)('are open at %s, from the first second, and leave the step alone', async (step) => {
    const found = await caseAt(system, step);
    const offered = found.activities.map(({ activity }) => activity);
    expect(offered.slice(0, 3)).toEqual(['contact', 'urgent-help', 'critical-event']);
    for (const { activity, href, example } of found.activities.slice(0, 3)) {
      const { status, headers } = await coordinator.post(href, example);
      expect([activity, status]).toEqual([activity, 201]);
      expect(headers['location']).toBe(`/v1/cases/${found.caseId}/activities`);
    }
    const after = await look(coordinator, found);
    expect([after.step.id, after.step.visit, after.version]).toEqual([step, found.step.visit, found.version]);
  });

  test('are open while the execution has not come to the first step, and while a step is being completed', async () => {
    const found = await caseAt(system, 'first-contact');
    const { href, example } = found.step.actions[0] ?? { href: '', example: {} };
    const done = coordinator.post(href, example, { 'if-match': `"${found.version}"` });
    const helps = await Promise.all([1, 2, 3].map(() => record(worker, found, 'urgent-help', { kind: 'food' })));
    expect(helps.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await done).status).toBe(202);
  });

  test('are closed with the case', async () => {
    const found = await system.refer();
    await complete(coordinator, found, 'not-retained');
    const answer = await record(coordinator, found, 'contact', { reached: 'yes', way: 'phone' });
    expect(problemIn(answer)).toMatchObject({ status: 409, code: 'case-closed' });
  });
});

describe('an activity', () => {
  test.each([
    ['contact', { reached: 'yes', way: 'phone' }],
    ['urgent-help', { kind: 'care' }],
    ['critical-event', { kind: 'injury', safeTonight: 'no' }],
  ])('%s written down late stands at the time it happened', async (activity, form) => {
    const found = await caseAt(system, 'consent');
    await system.advanceClock('P3D');
    const at = daysAgo(2);
    await record(coordinator, found, activity, { ...form, at });
    const [latest] = await recorded(coordinator, found);
    expect(latest).toMatchObject({ activity, occurredAt: at });
    expect(latest?.recordedAt).not.toBe(at);
    const early = await record(coordinator, found, activity, { ...form, at: daysAgo(-1) });
    expect(problemIn(early)).toMatchObject({ status: 422 });
  });

  test('sent again with its key is recorded once', async () => {
    const found = await caseAt(system, 'consent');
    const key = { 'idempotency-key': 'help-1' };
    const first = await record(worker, found, 'urgent-help', { kind: 'care' }, key);
    const again = await record(worker, found, 'urgent-help', { kind: 'care' }, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(problemIn(await record(worker, found, 'urgent-help', { kind: 'food' }, key)).code).toBe('key-reused');
    expect(await recorded(worker, found)).toHaveLength(1);
  });

  test('that the pathway does not have is not there', async () => {
    const found = await caseAt(system, 'first-contact');
    expect(problemIn(await record(worker, found, 'interrogation', {})).status).toBe(404);
  });

  test('that needs a scope waits for it; one for another role is refused', async () => {
    const before = await caseAt(system, 'consent');
    const orientation = { organisation: 'Carrefour', what: 'Un logement' };
    expect(problemIn(await record(worker, before, 'orientation', orientation)).code).toBe('guard-consent');
    const after = await complete(coordinator, before, 'agreed');
    expect((await record(worker, after, 'orientation', orientation)).status).toBe(201);
    expect(problemIn(await record(worker, after, 'plan-review', { view: 'ok' })).code).toBe('forbidden');
  });

  test('with wrong fields says which', async () => {
    const found = await caseAt(system, 'first-contact');
    const { code, errors } = problemIn(await record(worker, found, 'contact', { reached: 'perhaps', way: 'phone' }));
    expect(code).toBe('invalid-request');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['#/reached']);
  });

  test('shows a coordinator its title, and the worker and the supervisor what was written', async () => {
    const found = await caseAt(system, 'first-contact');
    await record(worker, found, 'contact', { reached: 'no', way: 'phone', note: 'Rappeler demain.' });
    const [asWorker] = await recorded(worker, found);
    const [asSupervisor] = await recorded(await system.as('supervisor@est'), found);
    const [asCoordinator] = await recorded(coordinator, found);
    expect(asWorker?.answers).toEqual({ reached: 'no', way: 'phone', note: 'Rappeler demain.' });
    expect(asSupervisor?.answers).toEqual(asWorker?.answers);
    expect(asCoordinator).toMatchObject({ activity: 'contact', step: 'first-contact' });
    expect(asCoordinator).not.toHaveProperty('answers');
  });
});

describe('the contact thread', () => {
  test('opens « sans contact malgré nos démarches » after 6 attempts by 3 ways over 30 days', async () => {
    const found = await caseAt(system, 'first-contact');
    const offers = async () => (await look(coordinator, found)).step.actions.map(({ outcome }) => outcome);
    for (const way of ['phone', 'text', 'phone', 'phone', 'in-person']) {
      await record(worker, found, 'contact', { reached: 'no', way });
      await system.advanceClock('P1D');
    }
    await system.advanceClock('P26D');
    expect(await offers()).not.toContain('not-found');
    await record(worker, found, 'contact', { reached: 'message', way: 'text' });
    expect(await offers()).toContain('not-found');
    expect((await complete(coordinator, found, 'not-found')).step.id).toBe('closure');
  });

  test('counts a late entry at its true time', async () => {
    const found = await caseAt(system, 'first-contact');
    const offers = async () => (await look(coordinator, found)).step.actions.map(({ outcome }) => outcome);
    await system.advanceClock('P31D');
    for (const [days, way] of (['phone', 'text', 'in-person', 'phone', 'text'] as const).entries()) {
      await record(worker, found, 'contact', { reached: 'no', way, at: daysAgo(days) });
    }
    expect(await offers()).not.toContain('not-found');
    await record(worker, found, 'contact', { reached: 'no', way: 'phone', at: daysAgo(31) });
    expect(await offers()).toContain('not-found');
    const reachedAt = daysAgo(2);
    await record(worker, found, 'contact', { reached: 'yes', way: 'in-person', at: reachedAt });
    expect((await look(coordinator, found)).lastReachedAt).toBe(reachedAt);
    expect(await offers()).not.toContain('not-found');
  });

  test('takes no contact that is still to come, but the clock of a telephone may be ahead', async () => {
    const found = await caseAt(system, 'first-contact');
    const contact = (minutes: number) => {
      const at = new Date(Date.parse(system.now()) + minutes * 60_000).toISOString();
      return record(worker, found, 'contact', { reached: 'yes', way: 'phone', at });
    };
    const { code, errors } = problemIn(await contact(60));
    expect([code, errors]).toEqual([
      'invalid-request',
      [{ pointer: '#/at', detail: expect.stringMatching(/^Choisissez une date du .+ au .+\.$/) }],
    ]);
    expect((await contact(2)).status).toBe(201);
  });

  test('begins again when the person is reached', async () => {
    const found = await caseAt(system, 'first-contact');
    const offers = async () => (await look(coordinator, found)).step.actions.map(({ outcome }) => outcome);
    await system.advanceClock('P36D');
    for (const [days, way] of (['phone', 'text', 'in-person', 'phone', 'text', 'phone'] as const).entries()) {
      await record(worker, found, 'contact', { reached: 'no', way, at: daysAgo(35 - days) });
    }
    expect(await offers()).toContain('not-found');
    await record(worker, found, 'contact', { reached: 'yes', way: 'phone' });
    const after = await look(coordinator, found);
    expect(after.step.actions.map(({ outcome }) => outcome)).not.toContain('not-found');
    expect(after.lastReachedAt).toBeDefined();
  });
});
