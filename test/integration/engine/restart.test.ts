import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { startSystem, type System } from '../../support/system.ts';
import { actionOf, look, send } from '../../support/walk.ts';

let data: string;
let system: System;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'parcours-restart-'));
  system = await startSystem({ data });
});
afterAll(async () => {
  await system.stop();
  rmSync(data, { recursive: true, force: true });
});

const walk = ['accepted', 'reached', 'agreed', 'done', 'agreed-with-youth', 'continue', 'wind-down', 'propose'];

const restart = async (): Promise<void> => {
  await system.stop();
  system = await startSystem({ data });
};

/** The case once nothing is under way any more. */
const settled = async (user: string, found: CaseView): Promise<CaseView> => {
  await system.runtime.clock.idle();
  return look(await system.as(user), found);
};

test('a case goes on to its end when the system stops and starts at every step, right after each answer', async () => {
  const { caseId } = await system.refer();
  let found = await look(await system.as('coordinator@est'), { caseId });
  for (const [n, outcome] of [...walk, 'approved'].entries()) {
    const user = outcome === 'approved' ? 'supervisor@est' : 'coordinator@est';
    found = await settled(user, found);
    expect(found.step).toMatchObject({ state: 'open', visit: n + 1 });
    const answer = await send(await system.as(user), found, actionOf(found, outcome), {
      headers: { prefer: 'respond-async' },
    });
    expect(answer.status).toBe(202);
    await restart();
  }
  found = await settled('coordinator@est', found);
  expect(found).toMatchObject({ status: 'closed', closureReason: 'goals-reached' });
  expect(system.logged).toEqual([]);
}, 60_000);
