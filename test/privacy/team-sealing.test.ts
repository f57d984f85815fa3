import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { problemIn, type Session } from '../support/session.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
let worker: Session;
let supervisor: Session;
beforeAll(async () => {
  system = await startSystem();
  [worker, supervisor] = await Promise.all([system.as('caseworker@est'), system.as('supervisor@est')]);
});
afterAll(() => system.stop());

const question = { text: 'Comment rester en lien?' };
const askedSchema = z.object({ adviceId: z.string() });
const ask = async (session = worker): Promise<string> =>
  askedSchema.parse((await session.post('/v1/clinical-advice', question)).body).adviceId;

const adviceSchema = z.object({ items: z.array(z.looseObject({ adviceId: z.string(), text: z.string() })) });
const adviceOf = async (session = worker) =>
  adviceSchema.parse((await session.get('/v1/clinical-advice')).body).items.map(({ text }) => text);

const sessions = async (): Promise<unknown> => (await worker.get('/v1/clinical-sessions')).body;

/** Destroys the key of one team, and waits until nobody remembers it. */
const destroyKeyOf = async (organisation: string): Promise<void> => {
  const documents = system.documents();
  const { TableNames = [] } = await documents.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => name.includes('Keys'));
  const { Items = [] } = await documents.send(new ScanCommand({ TableName }));
  const own = Items.map(({ pk }) => String(pk)).filter((pk) => pk.startsWith(`TEAM#["${organisation}"`));
  expect(own).toHaveLength(1);
  await documents.send(new DeleteCommand({ TableName, Key: { pk: own[0] } }));
  await system.advanceClock('PT6M');
};

describe('when the key of a team is destroyed', () => {
  test('what the team wrote to itself is gone, what another team wrote is not, and the next is written with a new key', async () => {
    const adviceId = await ask();
    const date = system.now().slice(0, 10);
    await supervisor.post('/v1/clinical-sessions', { date, themes: ['Deuil'] });
    const elsewhere = await system.as('caseworker@nord');
    await ask(elsewhere);
    await destroyKeyOf('est');

    expect(await adviceOf()).toEqual([]);
    expect(await sessions()).toMatchObject({ items: [] });
    const answered = await supervisor.post(`/v1/clinical-advice/${adviceId}/answer`, { text: 'Un signe.' });
    expect(problemIn(answered).code).toBe('content-destroyed');
    expect(await adviceOf(elsewhere)).toEqual([question.text]);

    await ask();
    expect(await adviceOf()).toEqual([question.text]);
    expect(problemIn(await supervisor.post(`/v1/clinical-advice/${adviceId}/answer`, { text: 'Oui.' })).code).toBe(
      'content-destroyed',
    );
  });
});
