import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem, subOf } from '../../support/system.ts';

const worker = 'caseworker@est';

test('somebody who was removed stays removed after a restart, and who ended a session is still out of it', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parcours-removed-'));
  try {
    const first = await startSystem({ data });
    const coordinator = await first.as('coordinator@est');
    expect((await coordinator.post('/v1/me/sign-out', {})).status).toBe(200);
    const Key = { pk: { S: `MEMBER#${subOf(worker)}` }, sk: { S: 'MEMBER' } };
    await first.dynamoDb().send(new DeleteItemCommand({ TableName: first.recordTable, Key }));
    expect((await (await first.as(worker)).get('/v1/me')).status).toBe(403);
    await first.stop();

    const second = await startSystem({ data });
    expect((await (await second.as(worker)).get('/v1/me')).status).toBe(403);
    expect((await (await second.as('coordinator@est')).get('/v1/me')).status).toBe(200);
    await second.stop();
  } finally {
    rmSync(data, { recursive: true });
  }
});
