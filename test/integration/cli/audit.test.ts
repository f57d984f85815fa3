import { PutItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditChains, auditLines } from '../../../infra/cli/audit-command.ts';
import { makeCaseLists } from '../../../shared/store/case-lists.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const audit = () => {
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable });
  return auditChains({ store: makeCaseStore(table), lists: makeCaseLists(table) });
};

test('every chain that the system writes holds, and one event that somebody changed is named', async () => {
  await caseAt(system, 'consent');
  const { caseId } = await caseAt(system, 'support-plan');
  const sound = await audit();
  expect(sound).toMatchObject({ cases: 2, breaks: [] });
  expect(sound.events).toBeGreaterThan(10);

  const client = system.dynamoDb();
  const Key = { pk: { S: `CASE#${caseId}` }, sk: { S: 'EVENT#00000003' } };
  const { Item } = await client.send(new GetItemCommand({ TableName: system.recordTable, Key }));
  await client.send(
    new PutItemCommand({ TableName: system.recordTable, Item: { ...Item, ...Key, actor: { S: 'somebody-else' } } }),
  );
  const broken = await audit();
  expect(broken.breaks).toEqual([{ caseId, seq: 3 }]);
  expect(auditLines(broken).join('\n')).toContain(caseId);
});
