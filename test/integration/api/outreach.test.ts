import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { caseIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, zed, type System } from '../../support/system.ts';

let system: System;
let caseworker: Session;
beforeAll(async () => {
  system = await startSystem();
  caseworker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const open = (headers: Readonly<Record<string, string>>) => caseworker.post('/v1/cases', { person: zed }, headers);

describe('opening a case for somebody who was met', () => {
  test('is answered at once, before the first step is open', async () => {
    const answer = await open({});
    const { caseId, status, step, responsible } = caseIn(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/v1/cases/${caseId}`);
    expect(answer.headers['preference-applied']).toBeUndefined();
    expect({ status, state: step.state, actions: step.actions }).toEqual({
      status: 'starting',
      state: 'opening',
      actions: [],
    });
    expect(responsible).toBe(subOf('caseworker@est'));
  });

  test('is answered with the open step where that is preferred', async () => {
    const answer = await open({ prefer: 'wait=10' });
    const opened = caseIn(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers['preference-applied']).toBe('wait=10');
    expect(answer.headers['etag']).toBe(`"${opened.version}"`);
    expect(opened.step).toMatchObject({ visit: 1, state: 'open' });
    expect(opened.step.actions.length).toBeGreaterThan(0);
    expect(caseIn(await caseworker.get(`/v1/cases/${opened.caseId}`))).toEqual({ ...opened, step: expect.anything() });
  });

  test('is answered alike under the same key, however the case has gone on', async () => {
    const headers = { prefer: 'wait=10', 'idempotency-key': 'met-in-the-park' };
    const first = caseIn(await open(headers));
    const again = await open(headers);
    expect(again.status).toBe(201);
    expect(caseIn(again)).toMatchObject({ caseId: first.caseId, version: first.version, step: { state: 'open' } });
  });
});
