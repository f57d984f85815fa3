import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { clockworkOf } from '../../support/clockwork.ts';
import { mailbox } from '../../support/messages/told.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, look } from '../../support/walk.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

test('a case that nobody looks at for three years climbs its ladder once, rolls over, and is told of once a week from then on', async () => {
  const coordinator = await system.as('coordinator@est');
  const found = await caseAt(system, 'follow-up');
  const clockwork = clockworkOf(system, found.caseId);
  const { timer } = await clockwork.thread();
  const step = await clockwork.timer('step');
  const names = [timer, ...(step ? [step] : [])].flatMap(({ timerId, cycle, ladder }) =>
    ladder.map(({ rung }) => `${timerId}#${String(cycle).padStart(6, '0')}#${rung}`),
  );
  const ladder = [...timer.ladder, ...(step?.ladder ?? [])].map(({ at }) => at).toSorted();
  const tenDays = 10 * 86_400_000;
  // A day and a weekend after the last rung the last message has left.
  await system.runtime.advance(Date.parse(ladder.at(-1) ?? '') + tenDays - Date.parse(system.now()));
  const told = await mailbox(system);
  expect(told.length).toBeGreaterThan(3);

  expect((await system.advanceClock('P1096D')).status).toBe(200);
  // Until somebody answers, the coordinator has a weekly line; nobody else has anything.
  const later = (await mailbox(system)).slice(0, -told.length);
  expect(new Set(later.flatMap(({ to }) => to))).toEqual(new Set(['coordinator.est@parcours.example']));
  expect(later.length).toBeGreaterThan(140);
  expect(later.length).toBeLessThan(160);
  const climbed = (await clockwork.rungs()).filter((rung) => !rung.startsWith('support#'));
  expect(climbed).toEqual(names.toSorted());
  const events = await clockwork.events();
  expect(events.filter((type) => type === 'support-requested')).toHaveLength(3);
  // Every 300 days: an execution has a year.
  expect(events.filter((type) => type === 'generation-started')).toHaveLength(3);
  await expect(clockwork.escalation(1)).resolves.toMatchObject({ status: 'open', rung: 'direction' });
  const { status, step: now } = await look(coordinator, found);
  expect({ status, id: now.id, visit: now.visit, state: now.state }).toEqual({
    status: 'open',
    id: 'follow-up',
    visit: found.step.visit,
    state: 'open',
  });
  expect(system.logged).toEqual([]);
});
