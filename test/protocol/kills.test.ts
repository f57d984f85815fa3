import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCaseLists } from '../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { openChild, type Place } from '../support/protocol/child.ts';
import { makeCrowd } from '../support/protocol/crowd.ts';
import { disagreements } from '../support/protocol/pathway-model.ts';
import { eventsOf, faultsOf, stuckness } from '../support/protocol/soundness.ts';

const rounds = Number(process.env['PROTOCOL_KILLS'] ?? 3);
const cases = 40;
const clients = 24;

const recordAt = ({ awsUrl, recordTable }: Place) => {
  const client = new DynamoDBClient({
    region: 'ca-central-1',
    endpoint: awsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = makeRecordTable({ client, table: recordTable });
  return { store: makeCaseStore(table), lists: makeCaseLists(table) };
};

const caseIdsAt = async (place: Place): Promise<readonly string[]> =>
  (await recordAt(place).lists.ofAttention({ before: '\uffff', limit: 1_000 })).map(({ caseId }) => caseId);

/** Lets minutes pass, in which the sweep pays what is owed. */
const recover = async ({ apiUrl }: Place): Promise<void> => {
  for (let n = 0; n < 5; n += 1) {
    const answer = await fetch(`${apiUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ advance: 'PT3M' }) });
    expect(answer.status).toBe(200);
  }
};

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
        await recover(child.place());

        const { store } = recordAt(child.place());
        const faults: string[] = [];
        for (const found of await store.readCases(caseIds)) {
          const said = [
            ...(await faultsOf(store, found, crowd.acknowledgedOf(found.caseId))),
            ...disagreements(await eventsOf(store, found.caseId), found),
            ...stuckness(found),
          ];
          faults.push(...said.map((fault) => `${found.caseId}: ${fault}`));
        }
        expect(faults).toEqual([]);
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
