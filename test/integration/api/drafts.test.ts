import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draftViewSchema } from '../../../shared/api/schemas/draft.ts';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import type { Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt, complete } from '../../support/walk.ts';

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

const write = async (who: Session, { caseId }: CaseView, note: string) => {
  await system.advanceClock('PT1S');
  return draftViewSchema.parse((await who.put(`/v1/cases/${caseId}/draft`, { answers: { note } })).body);
};
const read = (who: Session, { caseId }: CaseView) => who.get(`/v1/cases/${caseId}/draft`);
const noteOf = async (who: Session, found: CaseView): Promise<unknown> => {
  const answer = await read(who, found);
  return answer.status === 200 ? draftViewSchema.parse(answer.body).answers['note'] : answer.status;
};

describe('drafts of one step', () => {
  test('are one for each author: nobody erases what somebody else wrote', async () => {
    const found = await caseAt(system, 'support-plan');
    await write(worker, found, 'de l’intervenante');
    await write(coordinator, found, 'de la coordination');
    expect(await noteOf(worker, found)).toBe('de l’intervenante');
    expect(await noteOf(coordinator, found)).toBe('de la coordination');
    await write(worker, found, 'de l’intervenante, plus loin');
    expect(await noteOf(worker, found)).toBe('de l’intervenante, plus loin');
  });

  test('are read by their author alone; of the others’ only the number is told', async () => {
    const found = await caseAt(system, 'support-plan');
    await write(worker, found, 'de l’intervenante');
    expect((await read(supervisor, found)).status).toBe(404);
    expect((await write(coordinator, found, 'de la coordination')).others).toBe(1);
    expect((await write(supervisor, found, 'de la supervision')).others).toBe(2);
    expect(draftViewSchema.parse((await read(worker, found)).body).others).toBe(2);
    expect(JSON.stringify((await read(worker, found)).body)).not.toContain('coordination');
  });

  test('are done with once the step is completed, and count no more', async () => {
    const found = await caseAt(system, 'support-plan');
    await write(worker, found, 'de l’intervenante');
    await complete(coordinator, found, 'agreed-with-youth');
    await complete(coordinator, found, 'revise-plan');
    expect((await read(worker, found)).status).toBe(404);
    expect((await write(coordinator, found, 'de la coordination')).others).toBe(0);
  });

  test('each live through a suspension and an undone withdrawal', async () => {
    const found = await caseAt(system, 'support-plan');
    await write(worker, found, 'de l’intervenante');
    await write(coordinator, found, 'de la coordination');
    const path = `/v1/cases/${found.caseId}`;
    await coordinator.post(`${path}/interruptions/withdraw`, {});
    await system.runtime.clock.idle();
    expect([await noteOf(worker, found), await noteOf(coordinator, found)]).toEqual([404, 404]);
    await coordinator.post(`${path}/reopening`, {});
    await system.runtime.clock.idle();
    expect(await noteOf(worker, found)).toBe('de l’intervenante');
    expect(await noteOf(coordinator, found)).toBe('de la coordination');
  });
});
