import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditDataFile, dataFileLines, isSound } from '../../infra/cli/audit/data-file.ts';
import { flipBit, leavesOf, placesOf } from '../support/disk/flip.ts';
import { referral } from '../support/disk/referral.ts';
import { mustServe, serve, type Served } from '../support/disk/served.ts';

const rounds = Number(process.env['DISK_FLIPS'] ?? 1);
const referrals = 5;

let home: string;
/** Data of a system that was killed after it had acknowledged its referrals: all that it holds is in its data file. */
let whole: string;
/** The same, with its log. */
let withLog: string;
let folder: string;
const file = () => join(folder, 'parcours.sqlite');

const clientOf = ({ awsUrl }: Served): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: awsUrl,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'parcours-flip-'));
  const data = join(home, 'data');
  [whole, withLog] = [join(home, 'whole'), join(home, 'with-log')];
  const served = await mustServe(data);
  const referrer = await served.as('referrer@est');
  for (let n = 0; n < referrals; n += 1) {
    expect((await referrer.post('/v1/referrals', referral())).status).toBe(202);
  }
  await served.kill();
  cpSync(data, withLog, { recursive: true });
  const again = await mustServe(data);
  await again.inflict('checkpoint');
  await again.kill();
  cpSync(data, whole, { recursive: true });
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => {
  folder = join(home, 'flipped');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const anyOf = (places: readonly number[]): number => places[Math.floor(Math.random() * places.length)] ?? 0;

const caseRows = async (client: DynamoDBClient): Promise<number> => {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const name = TableNames.find((each) => each.includes('Record')) ?? '';
  return (await client.send(new ScanCommand({ TableName: name }))).Items?.length ?? 0;
};

describe.each(Array.from({ length: rounds }, (_, round) => round))('one flipped bit, round %d', () => {
  test('in a value: said at the start and by the audit, served to nobody, and the rest is served', async () => {
    cpSync(whole, folder, { recursive: true });
    const at = anyOf(placesOf(file(), '"pk":{"S":"CASE#')) + '"pk":{"S":"CASE#'.length;
    flipBit(file(), at, 0);

    const served = await mustServe(folder);
    try {
      expect(served.said()).toEqual([expect.stringMatching(/1 rangées sont abîmées .* 1 rows are damaged/)]);
      const client = clientOf(served);
      const integrity = await auditDataFile(client, served.awsUrl);
      expect(isSound(integrity)).toBe(false);
      expect(dataFileLines(integrity)).toEqual([expect.stringMatching(/1 rangées abîmées .* restore a backup/)]);
      expect((await (await served.as('coordinator@est')).get('/v1/me')).status).toBe(200);
    } finally {
      await served.kill();
    }
  });

  test('in a row that is asked for: refused, and said in one line however often', async () => {
    cpSync(whole, folder, { recursive: true });
    for (const place of placesOf(file(), '"type":{"S":"')) flipBit(file(), place + '"type":{"S":"'.length, 0);
    const served = await mustServe(folder);
    try {
      const client = clientOf(served);
      await expect(caseRows(client)).rejects.toMatchObject({ name: 'InternalServerError' });
      await expect(caseRows(client)).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(served.said().filter((line) => !line.includes('rangées'))).toEqual([
        expect.stringMatching(/est abîmée et n’est pas servie, .* is not served/),
      ]);
    } finally {
      await served.kill();
    }
  });

  test.each([
    ['kind', 0],
    ['number of cells', 4],
  ])('in the head of a page, its %s: refused at the start', async (_, at) => {
    cpSync(whole, folder, { recursive: true });
    flipBit(file(), anyOf(leavesOf(file()).slice(3)) + at, 0);
    expect(await serve(folder)).toMatchObject({
      code: 1,
      refused: expect.stringMatching(/est abîmé .* is damaged: restore a backup/) as unknown,
    });
  });

  test('in keys.json: refused at the start', async () => {
    cpSync(whole, folder, { recursive: true });
    const keys = join(folder, 'keys.json');
    flipBit(keys, Math.floor(Math.random() * statSync(keys).size));
    expect(await serve(folder)).toMatchObject({
      code: 1,
      refused: expect.stringMatching(/keys\.json .* same backup/) as unknown,
    });
  });

  test('in the log: refused at the start', async () => {
    cpSync(withLog, folder, { recursive: true });
    const log = `${file()}-wal`;
    flipBit(log, Math.floor(statSync(log).size / 2));
    expect(await serve(folder)).toMatchObject({ code: 1, refused: expect.stringMatching(/is damaged/) as unknown });
  });
});
