import { caseSummarySchema } from '../../../shared/api/schemas/case.ts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { caseIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';
import { actionOf, caseAt, complete, look, send } from '../../support/walk.ts';

let system: System;
let coordinator: Session;
beforeAll(async () => {
  system = await startSystem();
  coordinator = await system.as('coordinator@est');
});
afterAll(() => system.stop());

const accepted = { outcome: 'accepted', intensity: 'regular', responsible: subOf('caseworker@est') };
const noWait = { prefer: 'respond-async' };

describe('a completion', () => {
  test('without a wait is answered at once, and with one when the next step is open', async () => {
    const one = await system.refer();
    const [action] = one.step.actions;
    if (!action) throw new Error('no action');
    const answered = await send(coordinator, one, action, { headers: noWait });
    expect(answered.status).toBe(202);
    expect(caseIn(answered).step).toMatchObject({ id: 'referral', state: 'completing', actions: [] });

    const two = await system.refer();
    const waited = await send(coordinator, two, action.outcome === 'accepted' ? actionOf(two, 'accepted') : action);
    expect(waited.status).toBe(200);
    expect(waited.headers['preference-applied']).toBe('wait=10');
    const after = caseIn(waited);
    expect(after.step).toMatchObject({ id: 'first-contact', state: 'open', visit: 2 });
    expect(after.step.actions[0]?.outcome).toBe('reached');
    expect(waited.headers['etag']).toBe(`"${after.version}"`);
  });

  test('answered minimally says what the case has become, and nothing of what may be done next', async () => {
    const found = await system.refer();
    const path = `/v1/cases/${found.caseId}/completion`;
    const headers = { 'if-match': `"${found.version}"`, prefer: 'wait=10, return=minimal' };
    const answer = await coordinator.post(path, accepted, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers['preference-applied']).toBe('wait=10, return=minimal');
    const line = caseSummarySchema.strict().parse(answer.body);
    expect(line.step).toMatchObject({ id: 'first-contact', state: 'open', visit: 2 });
    expect(answer.headers['etag']).toBe(`"${line.version}"`);
  });

  test.each([
    ['is missing', undefined, 428, 'if-match-required'],
    ['is stale', '"1"', 412, 'version-changed'],
    ['cannot be read', '"soon"', 400, 'bad-header'],
  ])('whose If-Match %s is refused', async (_what, ifMatch, status, code) => {
    const found = await system.refer();
    const answer = await coordinator.post(
      `/v1/cases/${found.caseId}/completion`,
      accepted,
      ifMatch === undefined ? {} : { 'if-match': ifMatch },
    );
    expect(problemIn(answer)).toMatchObject({ status, code });
    expect((await look(coordinator, found)).version).toBe(found.version);
  });

  test.each([
    ['without a wait', noWait],
    ['with a wait', { prefer: 'wait=10' }],
  ])('sent again with its key %s has the same answer, even when the case has moved on', async (_how, prefer) => {
    const found = await system.refer();
    const action = actionOf(found, 'accepted');
    const headers = { ...prefer, 'idempotency-key': `once-${found.caseId}` };
    const first = await send(coordinator, found, action, { headers });
    await system.runtime.clock.idle();
    const again = await send(coordinator, found, action, { headers });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    await complete(coordinator, found, 'reached');
    const late = await send(coordinator, found, action, { headers });
    expect([late.status, late.body]).toEqual([first.status, first.body]);
    const other = await send(coordinator, found, action, { headers, answers: { intensity: 'light' } });
    expect(problemIn(other)).toMatchObject({ status: 422, code: 'key-reused' });
  });

  test('of two that are sent at once, exactly one is taken', async () => {
    const found = await system.refer();
    const action = actionOf(found, 'accepted');
    const answers = await Promise.all(
      ['regular', 'light', 'intensive'].map((intensity) =>
        send(coordinator, found, action, { answers: { intensity } }),
      ),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(2);
    const { items } = (await coordinator.get(`/v1/cases/${found.caseId}/steps`)).body as { items: unknown[] };
    expect(items).toHaveLength(2);
  });

  test('with an outcome that the step does not have is refused', async () => {
    const found = await system.refer();
    const answer = await send(coordinator, found, {
      href: actionOf(found, 'accepted').href,
      example: { outcome: 'fly' },
    });
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'unknown-outcome' });
  });

  test('with wrong fields says which, in the caller’s language', async () => {
    const found = await system.refer();
    const wrong = { answers: { intensity: 'severe', score: 7 }, headers: { 'accept-language': 'en' } };
    const { status, code, errors } = problemIn(await send(coordinator, found, actionOf(found, 'accepted'), wrong));
    expect([status, code]).toEqual([422, 'invalid-request']);
    expect(errors?.map(({ pointer }) => pointer)).toContain('#/intensity');
    expect(errors?.some(({ detail }) => detail.includes('score'))).toBe(true);
  });

  test.each(['nobody-here', subOf('caseworker@nord'), subOf('administrator@est'), subOf('referrer@est')])(
    'that gives the case to %s is refused: not a colleague',
    async (responsible) => {
      const found = await system.refer();
      const answer = await send(coordinator, found, actionOf(found, 'accepted'), { answers: { responsible } });
      expect(problemIn(answer)).toMatchObject({ status: 422, code: 'unknown-colleague' });
      expect((await look(coordinator, found)).step.state).toBe('open');
    },
  );

  describe('that says it is the same person as another case’s', () => {
    const same = async (otherCase: string, found: { readonly caseId: string }) => {
      const seen = await look(coordinator, found);
      return send(coordinator, seen, actionOf(seen, 'same-person'), { answers: { otherCase } });
    };
    const trail = async ({ caseId }: { readonly caseId: string }) => {
      const { body } = await coordinator.get(`/v1/cases/${caseId}/timeline`);
      return (body as { items: { type: string }[] }).items.map(({ type }) => type);
    };

    test('is an event on that case, and never a second case', async () => {
      const [known, found] = [await caseAt(system, 'consent'), await system.refer()];
      expect(caseIn(await same(known.caseId, found))).toMatchObject({ status: 'closed', closureReason: 'same-person' });
      expect((await trail(known)).at(-1)).toBe('referral-joined');
      const after = await look(coordinator, known);
      expect([after.step.id, after.version]).toEqual([known.step.id, known.version]);
    });

    test('is refused where there is no such other case to be seen: none, another team’s, or itself', async () => {
      const [strange, found] = [await system.refer({ organisation: 'nord' }), await system.refer()];
      for (const other of ['no-case', strange.caseId, found.caseId]) {
        expect(problemIn(await same(other, found))).toMatchObject({ status: 422, code: 'unknown-case' });
      }
      expect((await look(coordinator, found)).step.state).toBe('open');
      expect(await trail(found)).not.toContain('referral-joined');
    });
  });

  test('of a closed case is refused', async () => {
    const found = await system.refer();
    const action = actionOf(found, 'accepted');
    const closed = await complete(coordinator, found, 'same-person');
    expect(closed).toMatchObject({ status: 'closed', closureReason: 'same-person', activities: [] });
    expect(closed.step.actions).toEqual([]);
    expect(problemIn(await send(coordinator, closed, action))).toMatchObject({ status: 409, code: 'case-closed' });
  });

  test('of a step that is being completed is refused', async () => {
    const found = await system.refer();
    const action = actionOf(found, 'accepted');
    const completing = caseIn(await send(coordinator, found, action, { headers: noWait }));
    const answer = await send(coordinator, completing, action);
    // The next step may have opened meanwhile: then the version has changed.
    expect([409, 412]).toContain(problemIn(answer).status);
  });
});

describe('a guard', () => {
  test('of consent refuses until the person has said yes, in this very form or before', async () => {
    const found = await caseAt(system, 'consent');
    const action = actionOf(found, 'agreed');
    const refused = await send(coordinator, found, action, { answers: { needsTalk: 'later' } });
    expect(problemIn(refused)).toMatchObject({ status: 409, code: 'guard-consent' });
    expect((await look(coordinator, found)).consents).not.toHaveProperty('S2');
    const after = caseIn(await send(coordinator, found, action));
    expect(after.consents).toMatchObject({ S2: 'given', S3: 'given' });
  });

  test('of attempts refuses before they are made', async () => {
    const found = await caseAt(system, 'first-contact');
    const href = `/v1/cases/${found.caseId}/completion`;
    expect(found.step.actions.map(({ outcome }) => outcome)).not.toContain('not-found');
    const refused = await send(coordinator, found, { href, example: { outcome: 'not-found' } });
    expect(problemIn(refused)).toMatchObject({ status: 409, code: 'guard-attempts' });
  });

  test('of the actor refuses whoever proposed', async () => {
    const found = await caseAt(system, 'closure-decision');
    const href = `/v1/cases/${found.caseId}/completion`;
    expect(found.step.actions).toEqual([]);
    const refused = await send(coordinator, found, { href, example: { outcome: 'approved' } });
    expect(problemIn(refused)).toMatchObject({ status: 409, code: 'guard-actor' });
    const closed = await complete(await system.as('supervisor@est'), found, 'approved');
    expect(closed).toMatchObject({ status: 'closed', closureReason: 'goals-reached' });
  });

  test('by role refuses who may see the case and not take this step', async () => {
    const found = await system.refer();
    const answer = await send(await system.as('supervisor@est'), found, actionOf(found, 'accepted'));
    expect(problemIn(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
