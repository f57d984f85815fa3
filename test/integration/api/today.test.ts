import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { todaySchema, type Today } from '../../../shared/api/schemas/today.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { plainRequest, startSystem, zed, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const dayOf = async (session: Session, since?: string): Promise<Today> => {
  const answer = await session.get(`/v1/today${since === undefined ? '' : `?since=${since}`}`);
  expect(answer.status).toBe(200);
  return todaySchema.parse(answer.body);
};

const idsOf = ({ items }: Today): readonly string[] => items.map(({ caseId }) => caseId);

describe('a day', () => {
  test('without anybody is empty, and holds no form', async () => {
    expect(await dayOf(await system.as('caseworker@nord'))).toMatchObject({
      items: [],
      more: 0,
      forms: [],
      changed: [],
    });
  });

  test('shows a worker the people they are responsible for, by initials, with the forms of the three buttons', async () => {
    const { caseId, step } = await caseAt(system, 'first-contact');
    const other = await system.refer();
    const today = await dayOf(worker);
    expect(idsOf(today)).toEqual([caseId]);
    expect(today.items[0]).toMatchObject({ initials: 'Z', step: { title: step.title }, pathway: { name: 'pivot' } });
    expect(JSON.stringify(today)).not.toContain(zed.name);
    const activities = today.forms.flatMap((forms) => forms.activities);
    expect(activities.find(({ moves }) => moves)).toMatchObject({ activity: 'contact', at: 'at' });
    expect(activities.map(({ activity }) => activity)).toContain('urgent-help');
    expect(idsOf(await dayOf(coordinator))).toEqual(expect.arrayContaining([caseId, other.caseId]));
    expect(idsOf(await dayOf(await system.as('coordinator@nord')))).toEqual([]);
  });

  test('puts first whoever has waited longest, and somebody who was just met last', async () => {
    const urgent = await system.refer({ request: { ...plainRequest, urgency: 'today' } });
    expect(idsOf(await dayOf(coordinator))[0]).toBe(urgent.caseId);
    const before = await dayOf(coordinator);
    expect(before.items[0]).toMatchObject({ intensity: 'intensive', contact: { overdue: false } });

    await system.advanceClock('P4D');
    const later = await dayOf(coordinator);
    expect(later.items[0]).toMatchObject({ caseId: urgent.caseId, standing: 'late', contact: { overdue: true } });
    expect(later.items.every(({ lastReachedAt }) => lastReachedAt === undefined)).toBe(true);

    const met = { reached: 'yes', way: 'in-person' };
    expect((await coordinator.post(`/v1/cases/${urgent.caseId}/activities/contact`, met)).status).toBe(201);
    const after = (await dayOf(coordinator)).items.find(({ caseId }) => caseId === urgent.caseId);
    expect(after).toMatchObject({ contact: { overdue: false }, lastReachedAt: expect.stringMatching(/Z$/) });
  });

  test('holds seven people, and says how many more there are', async () => {
    const { items, more } = await dayOf(coordinator);
    const known = items.length + more;
    for (let n = known; n < 9; n += 1) await system.refer();
    const today = await dayOf(coordinator);
    expect([today.items.length, today.more]).toEqual([7, 2]);
    const whole = await coordinator.get('/v1/today?limit=50');
    expect(whole.body).toMatchObject({ more: 0, items: { length: 9 } });
    expect((await coordinator.get('/v1/today?limit=51')).status).toBe(422);
    const dues = today.items.map(({ contact }) => contact.dueAt.slice(0, 10));
    expect(dues).toEqual(dues.toSorted());
  });
});

describe('what changed', () => {
  test('is what others did since then: what kind of thing and when, nothing of what they wrote', async () => {
    const { caseId, reference } = await caseAt(system, 'first-contact');
    await system.advanceClock('PT1H');
    const since = system.now();
    await system.advanceClock('PT1H');
    const note = 'Une phrase que personne ne doit voir ici';
    await coordinator.post(`/v1/cases/${caseId}/activities/urgent-help`, { kind: 'food', note });
    await worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'phone' });
    const { changed } = await dayOf(worker, since);
    expect(changed).toEqual([
      {
        caseId,
        reference,
        type: 'activity-recorded',
        title: { fr: 'Activité consignée', en: 'Activity recorded' },
        about: { fr: 'Aide urgente', en: 'Urgent help' },
        at: expect.stringMatching(/Z$/),
      },
    ]);
    expect((await dayOf(coordinator, since)).changed.map(({ about }) => about?.fr)).toEqual(['Contact']);
    expect((await dayOf(worker, system.now())).changed).toEqual([]);
    expect((await dayOf(worker)).changed).toEqual([]);
  });

  test('is asked about by a moment', async () => {
    expect(problemIn(await worker.get('/v1/today?since=hier'))).toMatchObject({ status: 422, code: 'invalid-request' });
  });
});

test('a day is for those who work with people', async () => {
  for (const user of ['administrator@est', 'referrer@est', 'director@est']) {
    expect(problemIn(await (await system.as(user)).get('/v1/today')).code).toBe('forbidden');
  }
});
