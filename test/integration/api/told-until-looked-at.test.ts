import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockworkOf } from '../../support/clockwork.ts';
import type { Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { caseAt, look } from '../../support/walk.ts';

let system: System;
let supervisor: Session;
let worker: Session;
let coordinator: Session;
beforeAll(async () => {
  system = await startSystem();
  supervisor = await system.as('supervisor@est');
  worker = await system.as('caseworker@est');
  coordinator = await system.as('coordinator@est');
});
afterAll(() => system.stop());

type Line = { readonly kind: string; readonly caseId?: string; readonly stands: boolean };
const standing = async (who: Session, { caseId }: { readonly caseId: string }) =>
  ((await who.get('/v1/notifications?limit=100')).body as { items: readonly Line[] }).items.filter(
    (one) => one.caseId === caseId && one.stands,
  );
const mails = async (address: string): Promise<number> => {
  const { body } = await system.nobody.get('/_local/mailbox');
  return (body as { to: string[] }[]).filter(({ to }) => to.includes(address)).length;
};

describe('a youth who is not safe tonight, Friday at six', () => {
  let found: { readonly caseId: string };
  beforeAll(async () => {
    found = await caseAt(system, 'follow-up');
    const now = new Date(system.now());
    // The next Friday, 23:00 UTC: six o'clock in Montréal in winter.
    const friday = new Date(now);
    friday.setUTCDate(now.getUTCDate() + ((5 - now.getUTCDay() + 7) % 7 || 7));
    friday.setUTCHours(23, 0, 0, 0);
    await system.runtime.advance(friday.getTime() - now.getTime());
    const hours = (count: number) => new Date(Date.parse(system.now()) + count * 3_600_000).toISOString();
    const shift = { member: subOf('coordinator@est'), from: hours(-1), until: hours(14) };
    expect((await coordinator.post('/v1/roster', shift)).status).toBe(201);
  });

  test('is told at once to whoever is on call, and to the supervisor', async () => {
    const before = [await mails('supervisor.est@parcours.example'), await mails('coordinator.est@parcours.example')];
    const answer = await worker.post(`/v1/cases/${found.caseId}/activities/critical-event`, {
      kind: 'threat',
      safeTonight: 'no',
    });
    expect(answer.status).toBe(201);
    for (const who of [supervisor, coordinator]) {
      expect((await standing(who, found)).map(({ kind }) => kind)).toContain('alarm');
    }
    await system.advanceClock('PT5M');
    const after = [await mails('supervisor.est@parcours.example'), await mails('coordinator.est@parcours.example')];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1]);
  });

  test('is told every working morning until somebody has looked at it, and no longer', async () => {
    // A week has three working mornings at least, whatever its holidays.
    await system.advanceClock('P8D');
    const { rungs } = clockworkOf(system, found.caseId);
    const told = (await rungs()).filter((rung) => rung.endsWith('#due') && !/^(contact|step|age)#/.test(rung));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(await standing(supervisor, found)).not.toEqual([]);
    const seen = await look(supervisor, found);
    const offer = seen.activities.find(({ activity }) => activity === 'critical-event-look');
    expect((await supervisor.post(offer?.href ?? '', offer?.example ?? {})).status).toBe(201);
    expect((await standing(supervisor, found)).filter(({ kind }) => kind === 'alarm')).toEqual([]);
    await system.advanceClock('P5D');
    const since = (await rungs()).filter((rung) => rung.endsWith('#due') && !/^(contact|step|age)#/.test(rung));
    expect(since).toEqual(told);
  });

  test('that was a wrong tap is told no longer', async () => {
    const other = await caseAt(system, 'follow-up');
    const { body } = await worker.post(`/v1/cases/${other.caseId}/activities/critical-event`, {
      kind: 'other',
      safeTonight: 'unsure',
    });
    expect((await standing(supervisor, other)).map(({ kind }) => kind)).toContain('alarm');
    await worker.post((body as { undo: { href: string } }).undo.href, {});
    expect((await standing(supervisor, other)).filter(({ kind }) => kind === 'alarm')).toEqual([]);
  });
});

describe('a case of which the direction was told', () => {
  test('is told to the coordinator every week until somebody answers', async () => {
    const found = await caseAt(system, 'follow-up');
    const clockwork = clockworkOf(system, found.caseId);
    await system.advanceClock('P25D');
    await expect(clockwork.escalation(1)).resolves.toMatchObject({ rung: 'direction' });
    await system.advanceClock('P30D');
    const weekly = async () => (await clockwork.told('coordinator@est')).filter((one) => one.startsWith('support.'));
    const told = (await weekly()).length;
    expect(told).toBeGreaterThanOrEqual(3);
    expect(told).toBeLessThanOrEqual(5);
    const until = new Date(Date.parse(system.now()) + 5 * 86_400_000).toISOString().slice(0, 10);
    const path = `/v1/cases/${found.caseId}/escalations/1/acknowledgement`;
    expect((await coordinator.post(path, { owner: subOf('coordinator@est'), until })).status).toBe(200);
    await system.advanceClock('P10D');
    expect(await weekly()).toHaveLength(told);
  });
});
