import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { may } from '../../shared/access/may.ts';
import { membershipSchema, type Membership } from '../../shared/access/membership.ts';
import type { CaseView } from '../../shared/api/schemas/case.ts';
import { problemIn, type Session } from '../support/session.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
let administrator: Session;
let theirs: CaseView;
let others: CaseView;
beforeAll(async () => {
  system = await startSystem();
  for (let n = 0; n < 3; n += 1) theirs = await system.refer();
  others = await system.refer({ organisation: 'nord' });
  administrator = await system.as('administrator@est');
});
afterAll(() => system.stop());

type Page = { readonly items: readonly { readonly caseId: string }[]; readonly next?: string };

const listed = async (session: Session, query = ''): Promise<Page> =>
  (await session.get(`/v1/admin/executions${query}`)).body as Page;

/** Everything that an administrator is told, with what a cursor holds, read as anybody could. */
const allTold = async (): Promise<string> => {
  const page = await listed(administrator, '?limit=1');
  const { caseId } = theirs;
  const read = await administrator.get(`/v1/admin/executions/${caseId}`);
  const redriven = await administrator.post(`/v1/admin/executions/${caseId}/redrive`, { reason: 'exercise' });
  expect([read.status, redriven.status]).toEqual([200, 202]);
  const cursor = Buffer.from(page.next ?? '', 'base64url').toString('latin1');
  const account = (await administrator.get('/v1/me')).body;
  return JSON.stringify([page, cursor, read.body, redriven.body, account]);
};

describe('an administrator', () => {
  test('is told days and names that say nothing: no hour, no moment in an id or a cursor, no channel', async () => {
    const told = await allTold();
    expect(told).not.toMatch(/T\d{2}:\d{2}|\d{2}:\d{2}:\d{2}/);
    // A ULID of this century: its first ten characters are the millisecond.
    expect(told).not.toMatch(/\b0[1-9A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{24}\b/);
    // Milliseconds or seconds since the epoch.
    expect(told).not.toMatch(/\b1[6-9]\d{8}(\d{3})?\b/);
    expect(told).not.toMatch(/community|judicial|victimisation/);
  });

  test('sees the executions of their own organisation only, page by page', async () => {
    const seen: string[] = [];
    let query = '?limit=1';
    for (;;) {
      const { items, next } = await listed(administrator, query);
      seen.push(...items.map(({ caseId }) => caseId));
      if (next === undefined) break;
      query = `?limit=1&cursor=${encodeURIComponent(next)}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(3);
    expect(seen).not.toContain(others.caseId);
    const { items } = await listed(await system.as('administrator@nord'));
    expect(items.map(({ caseId }) => caseId)).toEqual([others.caseId]);
  });

  test('can neither read nor redrive another organisation’s, and is told no more than of one that is not there', async () => {
    for (const caseId of [others.caseId, randomUUID()]) {
      const path = `/v1/admin/executions/${caseId}`;
      expect(problemIn(await administrator.get(path)).code).toBe('not-found');
      expect(problemIn(await administrator.post(`${path}/redrive`, { reason: 'exercise' })).code).toBe('not-found');
    }
  });

  test('cannot go on from a place in another organisation’s list, nor from one made up', async () => {
    const { next = '' } = await listed(administrator, '?limit=1');
    const elsewhere = await system.as('administrator@nord');
    const made = (after: string) => Buffer.from(JSON.stringify({ after })).toString('base64url');
    for (const [session, cursor] of [
      [elsewhere, next],
      [administrator, made(others.caseId)],
      [administrator, made('2026-01-01T00:00:00.000Z#')],
    ] as const) {
      const answer = await session.get(`/v1/admin/executions?cursor=${encodeURIComponent(cursor)}`);
      expect(problemIn(answer).code).toBe('bad-cursor');
    }
  });
});

describe('a judicial or a victimisation mandate', () => {
  test.each(['judicial', 'victimisation'] as const)('of kind %s administers nothing', (kind) => {
    const membership: Membership = {
      sub: 'a',
      name: 'A',
      role: 'administrator',
      organisation: 'est',
      mandate: { unit: 'x', kind },
      language: 'fr',
    };
    expect(may(membership, 'execution:read')).toBe(false);
    expect(may(membership, 'execution:repair')).toBe(false);
    expect(membershipSchema.safeParse(membership).success).toBe(false);
    expect(membershipSchema.safeParse({ ...membership, mandate: { unit: 'x', kind: 'support' } }).success).toBe(true);
  });
});
