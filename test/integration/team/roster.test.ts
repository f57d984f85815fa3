import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';

let system: System;
let helene: Session;
beforeAll(async () => {
  system = await startSystem();
  helene = await system.as('coordinator@est');
});
afterAll(() => system.stop());

const hour = (hours: number): string => new Date(Date.parse(system.now()) + hours * 3_600_000).toISOString();
const worker = subOf('caseworker@est');
const add = (from: number, until: number, member = worker) =>
  helene.post('/v1/roster', { member, from: hour(from), until: hour(until) });

type Entry = { readonly entryId: string; readonly member: string; readonly from: string; readonly until: string };
const roster = async (session: Session): Promise<readonly Entry[]> =>
  ((await session.get('/v1/roster')).body as { items: readonly Entry[] }).items;

describe('the roster', () => {
  test('says to the team who is on call, in order, and to nobody else', async () => {
    expect((await add(30, 40, subOf('supervisor@est'))).status).toBe(201);
    const { body } = await add(10, 20);
    expect(body).toMatchObject({ member: worker });
    const seen = await roster(await system.as('caseworker@est'));
    expect(seen.map(({ member }) => member)).toEqual([worker, subOf('supervisor@est')]);
    expect(await roster(await system.as('coordinator@nord'))).toEqual([]);
    for (const user of ['director@est', 'administrator@est', 'referrer@est']) {
      expect(problemIn(await (await system.as(user)).get('/v1/roster')).code).toBe('forbidden');
    }
  });

  test('keeps moments in UTC, whatever the offset they came with', async () => {
    const [evening, morning] = [hour(30 * 24).slice(0, 10), hour(31 * 24).slice(0, 10)];
    const asked = { member: worker, from: `${evening}T22:00:00-04:00`, until: `${morning}T09:00:00-04:00` };
    const { body } = await helene.post('/v1/roster', asked);
    expect(body).toMatchObject({ from: `${morning}T02:00:00.000Z`, until: `${morning}T13:00:00.000Z` });
  });

  const wrong: readonly (readonly [string, () => object, string])[] = [
    ['without a beginning', () => ({ member: worker, until: hour(50) }), 'dates-missing'],
    [
      'that ends before it begins',
      () => ({ member: worker, from: hour(60), until: hour(50) }),
      'ends-before-it-begins',
    ],
    ['in the past', () => ({ member: worker, from: hour(-9), until: hour(-1) }), 'already-over'],
    ['over another', () => ({ member: worker, from: hour(15), until: hour(25) }), 'roster-overlaps'],
    [
      'over another, for somebody else',
      () => ({ member: subOf('coordinator@est'), from: hour(5), until: hour(25) }),
      'roster-overlaps',
    ],
    ['for nobody', () => ({ member: 'nobody', from: hour(50), until: hour(60) }), 'unknown-colleague'],
    [
      'for somebody without a role on cases',
      () => ({ member: subOf('administrator@est'), from: hour(50), until: hour(60) }),
      'unknown-colleague',
    ],
    [
      'for somebody of another organisation',
      () => ({ member: subOf('caseworker@nord'), from: hour(50), until: hour(60) }),
      'unknown-colleague',
    ],
    ['at a moment that is none', () => ({ member: worker, from: 'soon', until: hour(60) }), 'invalid-request'],
  ];

  test.each(wrong)('takes no entry %s, and says why in both languages', async (_, body, code) => {
    const before = await roster(helene);
    const said = await Promise.all(
      ['fr-CA', 'en-CA'].map(async (language) =>
        problemIn(await helene.post('/v1/roster', body(), { 'accept-language': language })),
      ),
    );
    expect(said.map((problem) => problem.code)).toEqual([code, code]);
    expect(new Set(said.map(({ title }) => title)).size).toBe(2);
    expect(await roster(helene)).toEqual(before);
  });

  test('lets one entry in, of two that are added at once for the same night', async () => {
    const answers = await Promise.all([add(100, 110), add(105, 115), add(100, 110)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  test('loses an entry that is taken off, once or twice', async () => {
    const { entryId } = (await add(200, 210)).body as Entry;
    for (let n = 0; n < 2; n += 1) {
      const { status, body } = await helene.delete(`/v1/roster/${entryId}`);
      expect(status).toBe(200);
      expect((body as { items: readonly Entry[] }).items.map((entry) => entry.entryId)).not.toContain(entryId);
    }
    expect((await add(200, 210)).status).toBe(201);
  });
});

describe('working hours', () => {
  const path = '/v1/organisation/hours';

  test('are nine to five until the coordinator or the direction says otherwise, for their organisation only', async () => {
    expect((await helene.get(path)).body).toEqual({ opens: '09:00', closes: '17:00' });
    const director = await system.as('director@est');
    expect((await director.put(path, { opens: '08:30', closes: '20:00' })).status).toBe(200);
    expect((await (await system.as('caseworker@est')).get(path)).body).toEqual({ opens: '08:30', closes: '20:00' });
    expect((await (await system.as('caseworker@nord')).get(path)).body).toEqual({ opens: '09:00', closes: '17:00' });
    expect(problemIn(await (await system.as('supervisor@est')).put(path, {})).code).toBe('forbidden');
    expect(problemIn(await director.put(path, {})).code).toBe('invalid-request');
  });

  test.each([
    ['closes before it opens', { opens: '17:00', closes: '09:00' }, 'ends-before-it-begins'],
    ['has no length', { opens: '09:00', closes: '09:00' }, 'ends-before-it-begins'],
    ['has an hour that is none', { opens: '9 h', closes: '17:00' }, 'invalid-request'],
    ['has no end', { opens: '09:00' }, 'invalid-request'],
  ])('are not those of a day that %s', async (_, body, code) => {
    expect(problemIn(await helene.put(path, body)).code).toBe(code);
  });
});
