import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pathwayViewSchema } from '../../../shared/api/schemas/account.ts';
import { demoPeople } from '../../../infra/demo/people.ts';
import { problemIn } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt, stepIds } from '../../support/walk.ts';
import { strictValidator } from '../../support/strict-schemas.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const fits = (schema: object, value: unknown): boolean => strictValidator()(schema)(value);

describe('a case', () => {
  test.each(stepIds)('offers at %s only examples that fit their schema, and a wrong field does not', async (step) => {
    const found = await caseAt(system, step);
    const viewer = await system.as('supervisor@est');
    const seen = step === 'closure-decision' ? (await viewer.get(`/v1/cases/${found.caseId}`)).body : found;
    const { step: open, activities } = seen as typeof found;
    expect(open.actions.length).toBeGreaterThan(0);
    for (const { schema, example } of [...open.actions, ...activities]) {
      expect(fits(schema, example)).toBe(true);
      expect(fits(schema, { ...example, noSuchField: 1 })).toBe(false);
    }
  });

  test('offers each way out in both languages, the normal one first', async () => {
    const { step } = await caseAt(system, 'first-contact');
    expect(step.title).toEqual({ fr: 'Premier contact', en: 'First contact' });
    expect(step.actions.map(({ outcome, next }) => [outcome, next])).toEqual([
      ['reached', 'consent'],
      ['not-now', 'first-contact'],
      ['declined', 'end'],
    ]);
    expect(step.actions[0]?.title).toEqual({ fr: 'Personne jointe', en: 'Reached' });
  });
});

describe('pathways', () => {
  test('are listed, and lead to their steps, ways out and forms', async () => {
    const coordinator = await system.as('coordinator@est');
    const { items } = (await coordinator.get('/v1/pathways')).body as { items: { href: string }[] };
    expect(items).toEqual([{ name: 'pivot', version: 1, title: expect.anything(), href: '/v1/pathways/pivot/1' }]);
    const pathway = pathwayViewSchema.parse((await coordinator.get(items[0]?.href ?? '')).body);
    expect(pathway.steps.map(({ id }) => id).sort()).toEqual([...stepIds].sort());
    expect(new Set(pathway.steps.map(({ phase }) => phase)).size).toBe(6);
    expect(pathway.activities.slice(0, 3).map(({ activity }) => activity)).toEqual([
      'contact',
      'urgent-help',
      'critical-event',
    ]);
  });

  test.each(['/v1/pathways/pivot/2', '/v1/pathways/other/1', '/v1/pathways/pivot/one'])('have no %s', async (path) => {
    expect(problemIn(await (await system.as('coordinator@est')).get(path)).code).toBe('not-found');
  });
});

describe('an account', () => {
  test.each(demoPeople.map(({ user }) => user))('of %s is what their membership says', async (user) => {
    const { body } = await (await system.as(user)).get('/v1/me');
    const membership = demoPeople.find((one) => one.user === user)?.membership;
    expect(body).toMatchObject({ sub: subOf(user), role: membership?.role, organisation: membership?.organisation });
    expect(body).not.toHaveProperty('mandate');
  });

  test('has a team of those who may be given a case, of its own organisation', async () => {
    const { items } = (await (await system.as('coordinator@est')).get('/v1/team')).body as {
      items: { member: string }[];
    };
    const members = items.map(({ member }) => member);
    expect(members).toEqual(expect.arrayContaining([subOf('caseworker@est'), subOf('supervisor@est')]));
    expect(members.every((member) => member.endsWith('-est'))).toBe(true);
  });
});
