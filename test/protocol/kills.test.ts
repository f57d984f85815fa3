import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseIdsAt, faultsAt } from '../support/protocol/after-crash.ts';
import { openChild } from '../support/protocol/child.ts';
import { makeCrowd } from '../support/protocol/crowd.ts';

const rounds = Number(process.env['PROTOCOL_KILLS'] ?? 3);
const cases = 40;
const clients = 24;

describe('killed at random moments', () => {
  test(
    `${rounds} times, the system keeps every completion that it acknowledged, once, and no case is stuck`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'parcours-kills-'));
      const child = await openChild(folder);
      try {
        const crowd = makeCrowd(child.place);
        for (let n = 0; n < cases; n += 1) await crowd.refer();
        const caseIds = await caseIdsAt(child.place());
        expect(caseIds).toHaveLength(cases);

        const running = Promise.all(Array.from({ length: clients }, () => crowd.run(caseIds)));
        for (let n = 0; n < rounds; n += 1) {
          await sleep(1_000 + Math.random() * 3_000);
          await child.killAndRestart();
        }
        const acknowledged = () => caseIds.flatMap((caseId) => crowd.acknowledgedOf(caseId)).length;
        // A slow machine takes longer to do as much.
        for (const until = performance.now() + 60_000; acknowledged() <= cases && performance.now() < until;) {
          await sleep(500);
        }
        crowd.end();
        await running;

        expect(await faultsAt(child.place(), caseIds, crowd.acknowledgedOf)).toEqual([]);
        expect(crowd.unexpected).toEqual([]);
        expect(acknowledged()).toBeGreaterThan(cases);
      } finally {
        await child.kill();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000 + rounds * 30_000,
  );
});
