import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseIdsAt, faultsAt } from '../support/protocol/after-crash.ts';
import { openChild } from '../support/protocol/child.ts';
import { makeCrowd } from '../support/protocol/crowd.ts';
import type { Acknowledged } from '../support/protocol/soundness.ts';

const rounds = Number(process.env['DISK_POWER_CUTS'] ?? 2);
const cases = 20;
const clients = 12;
const preload = join(import.meta.dirname, '../support/disk/power-cut.ts');

type Copy = { readonly folder: string; readonly acknowledged: ReadonlyMap<string, readonly Acknowledged[]> };

describe('a power cut at a random moment', () => {
  test(
    `${rounds} times, leaves every completion that was acknowledged, once, and no case is stuck`,
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'parcours-cut-'));
      const child = await openChild(join(home, 'data'), { preload });
      const crowd = makeCrowd(child.place);
      try {
        for (let n = 0; n < cases; n += 1) await crowd.refer();
        const caseIds = await caseIdsAt(child.place());
        const acknowledged = () => new Map(caseIds.map((caseId) => [caseId, crowd.acknowledgedOf(caseId)] as const));
        const countOf = (known: Copy['acknowledged']) => [...known.values()].flat().length;

        const running = Promise.allSettled(Array.from({ length: clients }, () => crowd.run(caseIds)));
        const copies: Copy[] = [];
        for (let n = 0; n < rounds; n += 1) {
          const before = countOf(acknowledged());
          await sleep(300 + Math.random() * 1_500);
          for (const until = performance.now() + 20_000; countOf(acknowledged()) <= before;) {
            if (performance.now() > until) throw new Error('nothing is acknowledged any more');
            await sleep(10);
          }
          const copy = { folder: join(home, `cut-${n}`), acknowledged: acknowledged() };
          await child.tell(copy.folder);
          copies.push(copy);
        }
        crowd.end();
        await running;
        await child.kill();

        for (const copy of copies) {
          const again = await openChild(copy.folder);
          try {
            const acknowledgedOf = (caseId: string) => copy.acknowledged.get(caseId) ?? [];
            expect(await faultsAt(again.place(), caseIds, acknowledgedOf)).toEqual([]);
          } finally {
            await again.kill();
          }
        }
        expect(crowd.unexpected).toEqual([]);
      } finally {
        crowd.giveUp();
        await child.kill();
        rmSync(home, { recursive: true, force: true });
      }
    },
    60_000 + rounds * 30_000,
  );
});
