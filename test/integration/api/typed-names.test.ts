import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Today } from '../../../shared/api/schemas/today.ts';
import { caseIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const person = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: 'unsure' };

describe('a person', () => {
  test.each([
    ['🦊', '🦊', '🦊'],
    ['Ele\u0301onore', 'Eléonore', 'E'],
    ['\u2068Zed\u2069\u200b', 'Zed', 'Z'],
    ['علی\u200cرضا', 'علی\u200cرضا', 'ع'],
    ['(???)', '(???)', '?'],
  ])('called %j is kept as %j, and has the initials %j', async (typed, name, initials) => {
    const { caseId } = caseIn(await worker.post('/v1/cases', { person: { ...person, name: typed } }));
    expect((await worker.get(`/v1/cases/${caseId}/person`)).body).toMatchObject({ name });
    const { items } = (await worker.get('/v1/today?limit=50')).body as Today;
    expect(items.find((one) => one.caseId === caseId)).toMatchObject({ initials });
  });

  test.each([
    ['a name that cannot be seen', { name: '\u200b\u3164' }, '#/person/name'],
    ['a name that is turned around', { name: '\u202egnp.deZ' }, '#/person/name'],
    ['a name with NUL', { name: 'Zed\u0000' }, '#/person/name'],
    ['half a character for a name', { name: 'Zed \ud83e' }, '#/person/name'],
    ['another name that cannot be seen', { otherNames: ['Cam', '\u2800'] }, '#/person/otherNames/1'],
    ['a number without a digit', { reach: [{ way: 'phone', value: 'sa mère' }] }, '#/person/reach/0/value'],
    ['an address without a domain', { reach: [{ way: 'email', value: 'zed@' }] }, '#/person/reach/0/value'],
    ['an account of 200 foxes', { reach: [{ way: 'social', value: '🦊'.repeat(200) }] }, '#/person/reach/0/value'],
  ])('with %s is refused, and the field is named', async (_what, wrong, pointer) => {
    const answer = await worker.post('/v1/cases', { person: { ...person, ...wrong } }, { 'accept-language': 'fr' });
    const { code, errors } = problemIn(answer);
    expect([code, errors?.map((error) => error.pointer)]).toEqual(['invalid-request', [pointer]]);
    expect(errors?.[0]?.detail).toMatch(/^[A-ZÉ]\S.*\.$/);
  });

  test('may be reached by a number in any digits, with what people write beside it', async () => {
    const reach = [
      { way: 'phone', value: '٥١٤ ٥٥٥-٠١٢٣' },
      { way: 'text', value: '\u202a+1 (514) 555-0123\u202c poste 4, sa sœur' },
      { way: 'email', value: 'Zed <zed@exemple.quebec>' },
    ];
    const { caseId } = caseIn(await worker.post('/v1/cases', { person: { ...person, reach } }));
    expect((await worker.get(`/v1/cases/${caseId}/person`)).body).toMatchObject({
      reach: [reach[0], { way: 'text', value: '+1 (514) 555-0123 poste 4, sa sœur' }, reach[2]],
    });
  });

  test.each(['a note', 'a theme', 'a question', 'a draft'])('%s with half a character is refused', async (what) => {
    const { caseId } = caseIn(await worker.post('/v1/cases', { person }));
    const sent = {
      'a note': () =>
        worker.post(`/v1/cases/${caseId}/activities/contact`, { reached: 'no', way: 'phone', note: 'x\udc00' }),
      'a theme': async () =>
        (await system.as('supervisor@est')).post('/v1/clinical-sessions', { date: '2026-03-09', themes: ['\ud800'] }),
      'a question': () => worker.post('/v1/clinical-advice', { text: 'Comment\ud800?' }),
      'a draft': () => worker.put(`/v1/cases/${caseId}/draft`, { answers: { note: ['\ud800'] } }),
    }[what];
    expect(problemIn((await sent?.()) ?? (await worker.get('/'))).code).toBe('invalid-request');
  });
});
