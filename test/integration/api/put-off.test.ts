import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayAhead } from '../../support/day-ahead.ts';
import { clockworkOf } from '../../support/clockwork.ts';
import { problemIn } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const inDays = (days: number): string => dayAhead(system.now(), days);

test('nobody keeps a request quiet alone: a third own acknowledgement says whom to talk to, and the ladder climbs', async () => {
  const { caseId } = await caseAt(system, 'follow-up');
  const worker = await system.as('caseworker@est');
  const clockwork = clockworkOf(system, caseId);
  const path = `/v1/cases/${caseId}/escalations/1/acknowledgement`;
  const own = { owner: subOf('caseworker@est') };
  await system.advanceClock('P9D');
  for (const _time of [1, 2]) {
    expect(await worker.post(path, { ...own, until: inDays(28) })).toMatchObject({ status: 200 });
    await system.advanceClock('P31D');
  }
  const third = await worker.post(path, { ...own, until: inDays(28) });
  expect(problemIn(third)).toMatchObject({ status: 409, code: 'snoozed-enough' });
  expect(JSON.stringify(third.body)).toContain('Samuel Okafor');
  await system.advanceClock('P20D');
  await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'open', rung: 'direction' });
  // A colleague may take it, and so may whoever is given it.
  const coordinator = await system.as('coordinator@est');
  const given = { owner: subOf('coordinator@est'), until: inDays(3) };
  expect((await worker.post(path, given)).status).toBe(200);
  expect((await coordinator.post(path, given)).status).toBe(200);
});
