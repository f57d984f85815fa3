import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pivotV1 } from '../../workflows/pivot/v1.pathway.ts';
import { makeMarkers } from '../support/markers.ts';
import { makeReader, type Found } from './support/reader.ts';
import { openServed, type Served } from './support/served.ts';
import { takeEveryWay } from './support/every-way.ts';
import { writeToTheTeam } from './support/team-writer.ts';
import { makeWriter, type Writer } from './support/writer.ts';

/** What all markers begin with, as it would look in the clear and in the usual ways to write bytes. */
const stem = 'MARQUE0';
const shifted = (pad: number): string =>
  Buffer.from(`${'\0'.repeat(pad)}${stem}`)
    .toString('base64')
    .slice(Math.ceil((pad * 8) / 6), Math.floor(((pad + stem.length) * 8) / 6));
const forms: readonly Buffer[] = [
  Buffer.from(stem),
  Buffer.from(stem, 'utf16le'),
  ...[Buffer.from(stem).toString('hex'), shifted(0), shifted(1), shifted(2)].map((text) => Buffer.from(text)),
];
const shows = (bytes: Buffer): boolean => forms.some((form) => bytes.includes(form));

/** Where markers show. */
const leaks = (found: readonly Found[]): readonly string[] =>
  found.filter(({ text }) => shows(Buffer.from(text))).map(({ where }) => where);

const markers = makeMarkers();
/** Markers in what is refused or is no content: found nowhere, with the keys neither. */
const unkept: string[] = [];
const unkeptNext = (): string => {
  const marker = markers.next();
  unkept.push(marker);
  return marker;
};

let served: Served;
let writer: Writer;
let reader: ReturnType<typeof makeReader>;

/** Something that is no secret, to be found wherever cases are. */
const anyCase = (): string => writer.cases[0]?.caseId ?? 'none';

/** Sends markers where they are refused, each in another way, and keys of idempotency. */
const sendWhatIsRefused = async (): Promise<readonly number[]> => {
  const coordinator = await served.as('coordinator@est');
  const referrer = await served.as('referrer@est');
  const { caseId } = await writer.refer();
  const key = { 'idempotency-key': unkeptNext() };
  const answers = [
    await referrer.post('/v1/referrals', { person: { name: unkeptNext() }, request: {} }, key),
    await referrer.post('/v1/referrals', `{"person": "${unkeptNext()}`),
    await coordinator.get(`/v1/cases?cursor=${unkeptNext()}`),
    await coordinator.get(`/v1/cases/${unkeptNext()}/person`),
    await coordinator.post(`/v1/cases/${caseId}/activities/contact`, { [unkeptNext()]: unkeptNext() }, key),
    await coordinator.put(`/v1/cases/${caseId}/draft`, { answers: {}, [unkeptNext()]: 1 }),
  ];
  return answers.map(({ status }) => status);
};

/** Makes a function fail as nobody expects, with a marker in its hands: a youth’s key that cannot be unwrapped. */
const failWithMarkers = async (): Promise<number> => {
  const found = await writer.refer();
  const TableName = await reader.keysTable();
  const { Items: rows = [] } = await reader.documents.send(new ScanCommand({ TableName }));
  const rewrite = (wrappedOf: (row: Record<string, unknown>) => unknown) =>
    Promise.all(
      rows.map((row) =>
        reader.documents.send(new PutCommand({ TableName, Item: { ...row, wrapped: wrappedOf(row) } })),
      ),
    );
  await served.advanceClock('PT6M');
  await rewrite(() => Buffer.from('none of the key service').toString('base64'));
  const contact = { reached: 'no', way: 'phone', note: unkeptNext() };
  const status = await served.failing('coordinator@est', `/v1/cases/${found.caseId}/activities/contact`, contact);
  await rewrite(({ wrapped }) => wrapped);
  return status;
};

let toTheTeam: readonly number[];
let refused: readonly number[];
let failed: number;
beforeAll(async () => {
  served = await openServed();
  writer = await makeWriter(served, markers);
  reader = makeReader(served.aws);
  await takeEveryWay(served, writer);
  toTheTeam = await writeToTheTeam(served, markers);
  refused = await sendWhatIsRefused();
  failed = await failWithMarkers();
}, 120_000);
afterAll(() => {
  served.clean();
});

describe('a search for markers', () => {
  test.each(['', 'x', 'xy', 'xyz', 'vwxyz'])(
    'finds one after %j, as text, base64, hexadecimal and UTF-16',
    (before) => {
      const bytes = Buffer.from(`${before}${stem}042 and on`);
      const written = [bytes, ...(['base64', 'hex'] as const).map((form) => Buffer.from(bytes.toString(form)))];
      expect([...written, Buffer.from(bytes.toString(), 'utf16le')].map(shows)).toEqual([true, true, true, true]);
      expect(shows(Buffer.from('nothing of the kind'))).toBe(false);
    },
  );
});

describe('the walk', () => {
  test('has taken every way out, every activity and every interruption that people have', () => {
    const ways = Object.entries(pivotV1.steps).flatMap(([step, { outcomes }]) => [
      ...Object.keys(outcomes).map((outcome) => `${step} ${outcome}`),
      `${step} draft`,
    ]);
    const activities = Object.keys(pivotV1.activities).map((activity) => `activity ${activity}`);
    const interruptions = ['suspend', 'resumption', 'withdraw', 'reopening', 'close-now', 'cancel'].map(
      (name) => `interruption ${name}`,
    );
    expect([...ways, ...activities, ...interruptions].filter((one) => !writer.taken.has(one))).toEqual([]);
    expect(markers.planted.length).toBeGreaterThan(200);
    expect(markers.planted.filter((marker) => !marker.startsWith(stem))).toEqual([]);
  });

  test('has asked for advice twice under one key, answered it, and written a session', () => {
    expect(toTheTeam).toEqual([201, 201, 200, 201]);
  });

  test('was refused and has failed where it was meant to', () => {
    expect(refused).toEqual([422, 400, 400, 404, 422, 422]);
    expect(failed).toBe(500);
  });
});

describe('a reader without the keys', () => {
  test('finds no marker in any row of any table or index', async () => {
    const found = await reader.tables();
    expect(found.some(({ text }) => text.includes(anyCase()))).toBe(true);
    expect(leaks(found)).toEqual([]);
  });

  test('finds none in the input, output, cause and history of any execution', async () => {
    const found = await reader.executions();
    expect(found.some(({ text }) => text.includes(anyCase()))).toBe(true);
    expect(leaks(found)).toEqual([]);
  });

  test('finds none in what the functions and the runtime said, failures included', () => {
    expect(served.said()).toContain('function-failed');
    expect(leaks([{ where: 'output', text: served.said() }])).toEqual([]);
  });

  test('finds none in what an administrator is shown', async () => {
    const administrator = await served.as('administrator@est');
    const listed = await administrator.get('/v1/admin/executions?limit=100');
    const shown = await administrator.get(`/v1/admin/executions/${anyCase()}`);
    expect([listed.status, shown.status]).toEqual([200, 200]);
    expect(leaks([listed, shown].map(({ body }) => ({ where: 'admin', text: JSON.stringify(body) })))).toEqual([]);
  });
});

describe('a reader with the keys', () => {
  test('finds every marker that was kept, and none that was refused', async () => {
    const text = (await reader.opened()).map((one) => one.text).join('\n');
    expect(markers.planted.filter((marker) => !unkept.includes(marker) && !text.includes(marker))).toEqual([]);
    expect(unkept.filter((marker) => text.includes(marker))).toEqual([]);
  });
});

describe('the bytes of the data folder', () => {
  const leaking = (): readonly string[] =>
    [...served.files()].filter(([, bytes]) => shows(bytes)).map(([name]) => name);

  test('show no marker while the system runs, in its log of writes and its backup neither', async () => {
    await served.backUp();
    const names = [...served.files().keys()];
    expect(names.some((name) => name.endsWith('-wal'))).toBe(true);
    expect(names.some((name) => name.startsWith('backups'))).toBe(true);
    expect(leaking()).toEqual([]);
  });

  test('show none after it has stopped', async () => {
    await served.stop();
    expect([...served.files().values()].some((bytes) => bytes.includes(anyCase()))).toBe(true);
    expect(leaking()).toEqual([]);
    expect(leaks([{ where: 'output', text: served.said() }])).toEqual([]);
  });
});
