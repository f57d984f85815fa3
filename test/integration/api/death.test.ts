import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { todaySchema } from '../../../shared/api/schemas/today.ts';
import { clockworkOf } from '../../support/clockwork.ts';
import { caseIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, complete, look } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
let supervisor: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
  supervisor = await system.as('supervisor@est');
});
afterAll(() => system.stop());

const post = async (who: Session, { caseId }: CaseView, path: string, body: object) => {
  const answer = await who.post(`/v1/cases/${caseId}/${path}`, body);
  await system.runtime.clock.idle();
  return answer;
};
type Told = {
  readonly items: readonly { readonly kind: string; readonly caseId?: string; readonly stands: boolean }[];
};
const toldOf = async (who: Session, { caseId }: CaseView) =>
  ((await who.get('/v1/notifications?limit=100')).body as Told).items.filter((one) => one.caseId === caseId);

const ways = [
  ['close-now', (found: CaseView) => post(worker, found, 'interruptions/close-now', { reason: 'deceased' })],
  [
    'critical event',
    (found: CaseView) => post(worker, found, 'activities/critical-event', { kind: 'death', safeTonight: 'yes' }),
  ],
  [
    'a closure that is proposed',
    async (found: CaseView) => {
      await complete(worker, found, 'wind-down');
      await complete(worker, found, 'propose', { reason: 'deceased' });
    },
  ],
] as const;

describe.each(ways)('a death that is written down: %s', (_way, tell) => {
  let found: CaseView;
  beforeAll(async () => {
    found = await caseAt(system, 'follow-up');
    await post(worker, found, 'activities/urgent-help', {
      kind: 'food',
      nextCheck: new Date(Date.parse(system.now()) + 86_400_000).toISOString(),
    });
    await tell(found);
  });

  test('stops the clock at once: no contact is planned, nobody is to be reached, the day leaves them out', async () => {
    const seen = await look(worker, found);
    expect(seen.contactDueAt).toBeUndefined();
    expect(seen.activities.map(({ activity }) => activity)).not.toContain('contact');
    const contact = await post(worker, found, 'activities/contact', { reached: 'yes', way: 'phone' });
    expect(problemIn(contact)).toMatchObject({ status: 409, code: 'case-at-rest' });
    const { items } = todaySchema.parse((await worker.get('/v1/today?limit=50')).body);
    expect(items.map(({ caseId }) => caseId)).not.toContain(found.caseId);
    expect(seen.step.actions.map(({ next }) => next)).not.toContain('re-engagement');
  });

  test('is told to the team once, and nothing is asked of anybody for months', async () => {
    for (const who of [coordinator, supervisor]) {
      expect((await toldOf(who, found)).filter(({ kind }) => kind === 'death')).toMatchObject([{ stands: true }]);
    }
    expect((await toldOf(worker, found)).map(({ kind }) => kind)).not.toContain('death');
    const rungs = await clockworkOf(system, found.caseId).rungs();
    await system.advanceClock('P60D');
    expect(await clockworkOf(system, found.caseId).rungs()).toEqual(rungs);
    expect((await toldOf(coordinator, found)).filter(({ kind }) => kind === 'death')).toHaveLength(1);
  });

  test('that was a mistake is taken back: the step, its time and the contact are as they were, and due', async () => {
    const seen = await look(worker, found);
    const offer = seen.interruptions.find(({ interruption }) => interruption === 'reopening');
    expect(offer?.title.fr).toContain('erreur');
    expect(caseIn(await worker.post(offer?.href ?? '', offer?.example ?? {})).status).toBe('starting');
    await system.runtime.clock.idle();
    const again = await look(worker, found);
    expect(again).toMatchObject({ status: 'open', step: { id: offer?.next, state: 'open' } });
    expect(again.closureReason).toBeUndefined();
    expect(again.contactDueAt).toBeDefined();
    expect(again.activities.map(({ activity }) => activity)).toContain('contact');
    await system.advanceClock('P5D');
    expect(
      (await clockworkOf(system, found.caseId).told('caseworker@est')).some((one) => one.startsWith('contact')),
    ).toBe(true);
  });
});

test('a death told twice is told once, and its closure is decided as any other', async () => {
  const found = await caseAt(system, 'follow-up');
  await post(worker, found, 'activities/critical-event', { kind: 'death', safeTonight: 'yes' });
  await post(worker, found, 'interruptions/close-now', { reason: 'deceased' });
  expect((await toldOf(coordinator, found)).filter(({ kind }) => kind === 'death')).toHaveLength(1);
  const closed = await complete(supervisor, found, 'approved');
  expect(closed).toMatchObject({ status: 'closed', closureReason: 'deceased' });
});
