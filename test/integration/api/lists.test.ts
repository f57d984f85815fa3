import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeCursor } from '../../../shared/api/cursor.ts';
import type { CaseSummary } from '../../../shared/api/schemas/case.ts';
import { pageIn, problemIn, type Session } from '../../support/session.ts';
import { startSystem, type System } from '../../support/system.ts';
import { complete } from '../../support/walk.ts';

/** All pages of a list, following its cursors. */
const pagesOf = async (session: Session, path: string): Promise<readonly (readonly CaseSummary[])[]> => {
  const pages: (readonly CaseSummary[])[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page = pageIn(await session.get(`${path}${next && `&cursor=${next}`}`));
    pages.push(page.items);
    next = page.next;
  }
  return pages;
};

const idsOf = (cases: readonly CaseSummary[]): readonly string[] => cases.map(({ caseId }) => caseId);

describe('lists of sixty cases', () => {
  let system: System;
  let coordinator: Session;
  const count = 60;
  beforeAll(async () => {
    system = await startSystem();
    coordinator = await system.as('coordinator@est');
    await Promise.all(Array.from({ length: count }, () => system.sendReferral()));
    await system.runtime.clock.idle();
  });
  afterAll(() => system.stop());

  test.each([7, 10, 25, 60, 100])('are paged by %d without a double or a gap, by due time', async (limit) => {
    const pages = await pagesOf(coordinator, `/v1/cases?limit=${limit}`);
    const all = pages.flat();
    expect(new Set(idsOf(all)).size).toBe(count);
    expect(all).toHaveLength(count);
    expect(pages.every((page) => page.length <= limit)).toBe(true);
    const due = all.map(({ step }) => step.dueAt ?? '');
    expect(due).toEqual(due.toSorted());
  });

  test('show each organisation its own', async () => {
    expect((await pagesOf(await system.as('coordinator@nord'), '/v1/cases?limit=100')).flat()).toEqual([]);
    expect((await pagesOf(await system.as('caseworker@est'), '/v1/cases?limit=100')).flat()).toEqual([]);
  });

  test('tell open from closed, and the closed by their end', async () => {
    const [open = []] = await pagesOf(coordinator, '/v1/cases?limit=100');
    const [one, two, three] = open;
    if (!one || !two || !three) throw new Error('no cases');
    for (const found of [two, one, three]) await complete(coordinator, found, 'same-person');
    const closed = (await pagesOf(coordinator, '/v1/cases?limit=2&status=closed')).flat();
    expect(idsOf(closed)).toEqual(idsOf([two, one, three]));
    expect(closed.every(({ status, closureReason }) => status === 'closed' && closureReason === 'same-person')).toBe(
      true,
    );
    const left = (await pagesOf(coordinator, '/v1/cases?limit=100')).flat();
    expect(left).toHaveLength(count - 3);
    expect(idsOf(left)).not.toContain(one.caseId);
  });

  test('of work show what waits for the caller’s own role', async () => {
    const [found] = (await pagesOf(coordinator, '/v1/worklist?limit=100')).flat();
    if (!found) throw new Error('no case');
    const worker = await system.as('caseworker@est');
    expect((await pagesOf(worker, '/v1/worklist?limit=5')).flat()).toEqual([]);
    await complete(coordinator, found, 'accepted');
    expect(idsOf((await pagesOf(worker, '/v1/worklist?limit=5')).flat())).toEqual([found.caseId]);
    const supervisor = await system.as('supervisor@est');
    expect((await pagesOf(supervisor, '/v1/worklist?limit=25')).flat()).toEqual([]);
  });

  test.each([
    ['/v1/cases?cursor=nonsense', 400, 'bad-cursor'],
    [`/v1/cases?cursor=${encodeCursor('zzz')}`, 400, 'bad-cursor'],
    [`/v1/cases?status=closed&cursor=${encodeCursor('open#2026#x')}`, 400, 'bad-cursor'],
    [`/v1/worklist?cursor=${encodeCursor('closed#2026#x')}`, 400, 'bad-cursor'],
    ['/v1/cases?limit=0', 422, 'invalid-request'],
    ['/v1/cases?limit=101', 422, 'invalid-request'],
    ['/v1/cases?status=lost', 422, 'invalid-request'],
  ])('refuse %s', async (path, status, code) => {
    expect(problemIn(await coordinator.get(path))).toMatchObject({ status, code });
  });

  test.each(['steps', 'timeline', 'activities'])('refuse a place that the %s of a case do not have', async (part) => {
    const [found] = (await pagesOf(coordinator, '/v1/cases?limit=1')).flat();
    const answer = await coordinator.get(`/v1/cases/${found?.caseId ?? ''}/${part}?cursor=${encodeCursor('CALLBACK')}`);
    expect(problemIn(answer)).toMatchObject({ status: 400, code: 'bad-cursor' });
  });
});

describe('lists over indexes that lag behind', () => {
  let system: System;
  const count = 20;
  beforeAll(async () => {
    system = await startSystem({ indexDelay: 250 });
    await Promise.all(Array.from({ length: count }, () => system.sendReferral()));
  });
  afterAll(() => system.stop());

  const all = async (session: Session) => (await pagesOf(session, '/v1/cases?limit=6')).flat();

  test('show each case once, all of them in the end, and none that has closed since', async () => {
    const coordinator = await system.as('coordinator@est');
    // A case that comes to its first step while the pages are turned moves in the list, and may be met twice.
    let ids: readonly string[] = [];
    while (ids.length !== count || new Set(ids).size !== count) ids = idsOf(await all(coordinator));
    expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
    const found = (await all(coordinator)).find(({ step }) => step.state === 'open');
    if (!found) throw new Error('no case');
    await complete(coordinator, found, 'not-retained');
    expect(idsOf(await all(coordinator))).not.toContain(found.caseId);
  });
});
