import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { problemIn, type Session } from '../../support/session.ts';
import { plainRequest, startSystem, zed, type System } from '../../support/system.ts';
import { actionOf, caseAt, complete, look, send } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
let worker: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
  worker = await system.as('caseworker@est');
});
afterAll(() => system.stop());

const join = async (found: { readonly caseId: string }, otherCase: string) => {
  const seen = await look(coordinator, found);
  const answer = await send(coordinator, seen, actionOf(seen, 'same-person'), { answers: { otherCase } });
  await system.runtime.clock.idle();
  return answer;
};
const newPhone = { way: 'phone', value: '438 555-0999' };
const urgent = () =>
  system.refer({
    person: { ...zed, reach: [newPhone] },
    request: { ...plainRequest, urgency: 'today', whyNow: ['injured'] },
  });
type Items = { readonly items: readonly Record<string, unknown>[] };
const itemsOf = async (who: Session, path: string) => ((await who.get(path)).body as Items).items;
const trailOf = async ({ caseId }: CaseView) =>
  (await itemsOf(coordinator, `/v1/cases/${caseId}/timeline?limit=100`)).map(({ type }) => type);

describe('two cases of one person', () => {
  test('are not joined to one another: the second is refused, for the other is closed', async () => {
    const [one, two] = [await system.refer(), await system.refer()];
    expect((await join(one, two.caseId)).status).toBeLessThan(300);
    expect(problemIn(await join(two, one.caseId))).toMatchObject({ status: 409, code: 'other-case-closed' });
    expect((await look(coordinator, two)).status).toBe('open');
  });

  test('joined to one another at the same moment leave one open', async () => {
    const [one, two] = [await system.refer(), await system.refer()];
    const answers = await Promise.all([join(one, two.caseId), join(two, one.caseId)]);
    expect(answers.map(({ status }) => status < 300).filter(Boolean)).toHaveLength(1);
    const left = await Promise.all([one, two].map((found) => look(coordinator, found)));
    expect(left.map(({ status }) => status).sort()).toEqual(['closed', 'open']);
  });

  test('are known by the reference that people see, as they write it', async () => {
    const [known, found] = [await caseAt(system, 'consent'), await system.refer()];
    expect((await join(found, ` ${known.reference.toLowerCase()} `)).status).toBeLessThan(300);
    expect((await trailOf(known)).at(-1)).toBe('referral-joined');
    const other = await system.refer();
    expect(problemIn(await join(other, 'ZZZZZZ')).code).toBe('unknown-case');
    expect(problemIn(await join(other, other.reference)).code).toBe('unknown-case');
  });
});

describe('an urgent second referral with a new phone, joined to a case', () => {
  const joined = async () => {
    const known = await caseAt(system, 'consent');
    const found = await urgent();
    await join(found, known.reference);
    return { known, found };
  };

  test('tells its worker at once, and asks whether the intensity is still right', async () => {
    const { known } = await joined();
    const told = (await itemsOf(worker, '/v1/notifications?limit=100')).filter(({ caseId }) => caseId === known.caseId);
    expect(told.map(({ kind }) => kind)).toContain('referral-joined');
    const seen = await look(worker, known);
    expect(seen.joined).toMatchObject([{ intensity: 'intensive' }]);
  });

  test('is read in the case: the new phone, where it came from, and why now', async () => {
    const { known, found } = await joined();
    const { body } = await worker.get(`/v1/cases/${known.caseId}/person`);
    expect((body as { reach: object[] }).reach).toContainEqual({ ...newPhone, use: 'unsaid', from: found.reference });
    const intakes = (await itemsOf(worker, `/v1/cases/${known.caseId}/steps`)).filter(({ visit }) => visit === 0);
    expect(intakes).toHaveLength(2);
    expect(intakes[1]).toMatchObject({ from: found.reference, answers: { urgency: 'today', whyNow: ['injured'] } });
  });

  test('follows its case into a third one, and leaves with a withdrawal', async () => {
    const first = await urgent();
    const second = await system.refer();
    const third = await caseAt(system, 'consent');
    await join(first, second.caseId);
    await join(second, third.caseId);
    const { body } = await worker.get(`/v1/cases/${third.caseId}/person`);
    expect((body as { reach: object[] }).reach).toContainEqual({ ...newPhone, use: 'unsaid', from: first.reference });
    await worker.post(`/v1/cases/${third.caseId}/interruptions/withdraw`, {});
    await system.runtime.clock.idle();
    for (const { caseId } of [first, second, third]) {
      expect((await coordinator.get(`/v1/cases/${caseId}/person`)).status).toBe(404);
    }
  });

  test('that was somebody else’s after all is taken apart: a re-opening goes on at the referral', async () => {
    const { known, found } = await joined();
    await coordinator.post(`/v1/cases/${found.caseId}/reopening`, {});
    await system.runtime.clock.idle();
    expect(await look(coordinator, found)).toMatchObject({ status: 'open', step: { id: 'referral' } });
    expect((await trailOf(known)).at(-1)).toBe('referral-separated');
    const { body } = await worker.get(`/v1/cases/${known.caseId}/person`);
    expect(JSON.stringify(body)).not.toContain(newPhone.value);
    expect((await complete(coordinator, found, 'accepted')).step.id).toBe('first-contact');
  });
});
