import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { pageOf } from '../../../shared/api/schemas/common.ts';
import { stepRecordViewSchema, timelineEventSchema } from '../../../shared/api/schemas/record.ts';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { firstBreak } from '../../../shared/cases/chain.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import type { Session } from '../../support/session.ts';
import { plainRequest, startSystem, zed, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
let found: CaseView;
beforeAll(async () => {
  system = await startSystem();
  found = await caseAt(system, 'support-plan');
  const worker = await system.as('caseworker@est');
  await worker.post(`/v1/cases/${found.caseId}/activities/contact`, { reached: 'yes', way: 'phone', note: 'Va bien.' });
});
afterAll(() => system.stop());

const stepsFor = async (session: Session) =>
  pageOf(stepRecordViewSchema).parse((await session.get(`/v1/cases/${found.caseId}/steps`)).body).items;

const timelineFor = async (session: Session, query = '') =>
  pageOf(timelineEventSchema).parse((await session.get(`/v1/cases/${found.caseId}/timeline${query}`)).body);

describe('what was recorded at the steps', () => {
  test('is there in order, the referral first', async () => {
    const steps = await stepsFor(await system.as('caseworker@est'));
    expect(steps.map(({ visit, step, outcome }) => [visit, step, outcome])).toEqual([
      [0, 'intake', 'received'],
      [1, 'referral', 'accepted'],
      [2, 'first-contact', 'reached'],
      [3, 'consent', 'agreed-without-assessment'],
    ]);
  });

  test('shows its content to the worker and the supervisor', async () => {
    for (const user of ['caseworker@est', 'supervisor@est']) {
      const steps = await stepsFor(await system.as(user));
      expect(steps[0]?.answers).toEqual(plainRequest);
      expect(steps[3]?.answers).toMatchObject({ participation: 'yes' });
    }
  });

  test('shows a coordinator the referral, and of the steps their titles only', async () => {
    const steps = await stepsFor(await system.as('coordinator@est'));
    expect(steps[0]?.answers).toEqual(plainRequest);
    expect(steps.slice(1).every((step) => !('answers' in step))).toBe(true);
  });
});

describe('the timeline', () => {
  test('tells what happened, by whom, without what was written', async () => {
    const { items } = await timelineFor(await system.as('coordinator@est'));
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    expect(items.map(({ type }) => type)).toEqual([
      'referral-received',
      'step-opened',
      'step-completed',
      'step-opened',
      'step-completed',
      'step-opened',
      'step-completed',
      'step-opened',
      'activity-recorded',
    ]);
    expect(JSON.stringify(items)).not.toContain('Va bien');
    expect(JSON.stringify(items)).not.toContain('content');
  });

  test('is paged without a double or a gap', async () => {
    const coordinator = await system.as('coordinator@est');
    const seen: number[] = [];
    for (let query: string | undefined = '?limit=2'; query !== undefined;) {
      const { items, next } = await timelineFor(coordinator, query);
      seen.push(...items.map(({ seq }) => seq));
      query = next && `?limit=2&cursor=${next}`;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('stands on a chain that holds, and that a change of any event breaks', async () => {
    const store = makeCaseStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable }));
    const [kept] = await store.readCases([found.caseId]);
    const { items } = await store.events(found.caseId, { limit: 100 });
    if (!kept) throw new Error('no case');
    expect(firstBreak(items, kept.chain)).toBeUndefined();
    const forged = items.map((event) => (event.seq === 3 ? { ...event, outcome: 'declined' } : event));
    expect(firstBreak(forged, kept.chain)).toBe(3);
    expect(firstBreak(items.slice(0, -1), kept.chain)).toBe(items.length);
    expect(firstBreak(items.toSpliced(4, 1), kept.chain)).toBe(5);
  });
});

describe('the person', () => {
  test('is shown as they were referred, to those who work with them', async () => {
    const path = `/v1/cases/${found.caseId}/person`;
    for (const user of ['caseworker@est', 'coordinator@est', 'supervisor@est']) {
      expect((await (await system.as(user)).get(path)).body).toEqual({
        ...zed,
        reach: zed.reach.map((one) => ({ ...one, use: 'safe' })),
        ways: { never: 'through-someone', safe: 'text' },
      });
    }
  });

  test('is nowhere in the case itself', () => {
    expect(JSON.stringify(z.unknown().parse(found))).not.toMatch(/Zed|514 555/);
  });
});
