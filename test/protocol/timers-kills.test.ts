import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { makeRowKey, rowKeyAlias } from '../../shared/aws/row-key.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { dueAt } from '../../shared/time/due-at.ts';
import { quebecCalendar as calendar } from '../../shared/time/quebec.ts';
import { openChild, type Place } from '../support/protocol/child.ts';
import { countsOf, mailFaults, readLadders } from '../support/protocol/ladder-faults.ts';
import { seedLateCases } from '../support/protocol/late-cases.ts';
import { allResources } from '../support/template.ts';

const count = Number(process.env['PROTOCOL_TIMERS'] ?? 100);
const rounds = Number(process.env['PROTOCOL_KILLS'] ?? 1);
const sweeps = 4;

const functionNamed = (construct: string): string =>
  allResources().find(({ type, id }) => type === 'AWS::Lambda::Function' && id.startsWith(construct))?.id ?? construct;

const tableAt = ({ awsUrl, recordTable }: Place) => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const place = { region: 'ca-central-1', endpoint: awsUrl, credentials };
  const rowKey = makeRowKey({ kms: new KMSClient(place), keyId: rowKeyAlias });
  return makeRecordTable({ client: new DynamoDBClient(place), table: recordTable, rowKey });
};

const clockOf = async ({ apiUrl }: Place): Promise<string> =>
  z.object({ now: z.string() }).parse(await (await fetch(`${apiUrl}/_local/clock`)).json()).now;

const advance = async ({ apiUrl }: Place, duration: string): Promise<void> => {
  const answer = await fetch(`${apiUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ advance: duration }) });
  expect(answer.status).toBe(200);
};

/** Four more of each sweep than the schedule starts; nobody hears how those end that are killed. */
const raceAt = ({ awsUrl }: Place): Promise<unknown> =>
  Promise.allSettled(
    ['RingTimers', 'SendMessages'].flatMap((construct) =>
      Array.from({ length: sweeps }, () =>
        fetch(`${awsUrl}/2015-03-31/functions/${functionNamed(construct)}/invocations`, { method: 'POST', body: '{}' }),
      ),
    ),
  );

/**
 * Keys of the messages that arrived, as the mailbox of a process that is gone holds them; without those of the nightly audit,
 * which says rightly that cases made by a test have no chain of events.
 */
const mailboxOf = (folder: string): readonly string[] => {
  const db = new DatabaseSync(join(folder, 'parcours.sqlite'), { readOnly: true });
  const mails = db.prepare('SELECT mail FROM ses_message').all();
  db.close();
  const schema = z.object({ tags: z.object({ message: z.string() }) });
  return mails
    .map(({ mail }) => schema.parse(JSON.parse(String(mail))).tags.message)
    .filter((key) => !key.startsWith('audit-'));
};

describe('killed while sweeps race', () => {
  test(
    `${rounds} times, over ${count} timers: each rung is recorded once, and each message arrives once, but for those that a kill caught`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'parcours-timers-'));
      const child = await openChild(folder);
      try {
        // Late today or tomorrow, whatever day it is.
        const now = await clockOf(child.place());
        const receivedAt = dueAt({ due: { in: '-P2D', time: 'business' }, from: now, calendar });
        const cases = await seedLateCases(tableAt(child.place()), { count, receivedAt });

        let kills = 0;
        // In half days the first contact comes to be late, and the mornings with their messages come by.
        for (let n = 0; n < rounds + 6; n += 1) {
          const advancing = advance(child.place(), 'PT12H').catch(() => {});
          const racing = raceAt(child.place());
          if (n > 0 && kills < rounds) {
            await sleep(50 + Math.random() * Math.min(3_000, 5 * count));
            await child.killAndRestart();
            kills += 1;
          }
          await Promise.all([advancing, racing]);
        }
        // What a dead sweep held is taken up when its claim has run out.
        for (let n = 0; n < 4; n += 1) await advance(child.place(), 'PT3M');

        const until = await clockOf(child.place());
        const read = await readLadders(tableAt(child.place()), cases, until);
        expect(read.faults).toEqual([]);
        await child.kill();

        const mailbox = mailboxOf(folder);
        // A message is claimed once more only when whoever held it died: so often it may have been handed over before the mark.
        const copies = (_: string, { attempts }: { readonly attempts: number }) =>
          Array.from({ length: attempts }, (__, index) => index + 1);
        expect(mailFaults(read.messages, { mailbox, until }, copies)).toEqual([]);
        const again = [...countsOf(mailbox).values()].reduce((sum, one) => sum + one - 1, 0);
        const claimedAgain = [...read.messages.values()].filter(({ attempts }) => attempts > 1).length;
        process.stdout.write(
          `${count} cases, ${kills} kills, ${read.messages.size} messages: ${claimedAgain} were held by a process that was killed, ${again} of them had been handed over and arrived twice\n`,
        );
        // Each process has five sweeps at most at work, with one message each.
        expect(again).toBeLessThanOrEqual(kills * (sweeps + 1));
        expect(read.messages.size).toBeGreaterThan(count / 4);
      } finally {
        await child.kill();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000 + rounds * 60_000 + count * 100,
  );
});
