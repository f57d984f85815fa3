import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { todaySchema } from '../../../shared/api/schemas/today.ts';
import type { Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, complete } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const changesOf = async (who: Session, { caseId }: { readonly caseId: string }, since: string) => {
  const { body } = await who.get(`/v1/today?since=${since}`);
  return todaySchema.parse(body).changed.flatMap((one) => (one.caseId === caseId ? [one.type] : []));
};

test('a case that a colleague closed is told to its worker, and not to who closed it', async () => {
  const found = await caseAt(system, 'first-contact');
  const since = system.now();
  await system.advanceClock('PT1M');
  await complete(coordinator, found, 'declined');
  expect(await changesOf(worker, found, since)).toContain('case-closed');
  expect(await changesOf(coordinator, found, since)).not.toContain('case-closed');
  await system.advanceClock('PT1M');
  expect(await changesOf(worker, found, system.now())).toEqual([]);
});

test('a request for support is told', async () => {
  const found = await caseAt(system, 'follow-up');
  const since = system.now();
  await system.advanceClock('P12D');
  expect(await changesOf(worker, found, since)).toContain('support-requested');
});

test('all who are followed can be shown, sixty as well', async () => {
  for (let n = 0; n < 58; n += 1)
    await worker.post('/v1/cases', {
      person: { name: `Jeune ${n}`, reach: [{ way: 'text', value: '514 555-0123' }], ageBand: '18-21' },
    });
  await system.runtime.clock.idle();
  const seen = new Set<string>();
  let after = '';
  for (let more = 1; more > 0;) {
    const day = todaySchema.parse((await worker.get(`/v1/today?limit=25${after}`)).body);
    for (const { caseId } of day.items) seen.add(caseId);
    after = `&after=${day.items.at(-1)?.caseId ?? ''}`;
    ({ more } = day);
  }
  expect(seen.size).toBeGreaterThanOrEqual(59);
  const first = todaySchema.parse((await worker.get('/v1/today?limit=50')).body);
  expect(seen.size).toBe(first.items.length + first.more);
});
