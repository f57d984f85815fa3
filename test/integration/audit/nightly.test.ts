import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTables, pkOf, skOf, type OpenTables, type Placed } from '../../support/audit/tables.ts';
import { mailbox } from '../../support/messages/told.ts';
import { startSystem, type System } from '../../support/system.ts';
import { caseAt } from '../../support/walk.ts';

const address = 'administrator.est@parcours.example';

let system: System;
let tables: OpenTables;
let tampered: Placed;
beforeAll(async () => {
  system = await startSystem();
  tables = await openTables(system);
  const { caseId } = await caseAt(system, 'consent');
  const found = (await tables.all()).find((one) => pkOf(one) === `CASE#${caseId}` && skOf(one) === 'EVENT#00000003');
  if (!found) throw new Error('no event');
  tampered = found;
});
afterAll(() => system.stop());

const night = async (): Promise<void> => {
  await system.advanceClock('P1D');
  await system.runtime.clock.idle();
};

test('a night in which all is as it was written is told to nobody', async () => {
  await night();
  expect(await mailbox(system, address)).toEqual([]);
});

test('a night that finds something tells the administrators where, by opaque ids, in both languages', async () => {
  await tables.put({ ...tampered, row: { ...tampered.row, actor: { S: 'Zed Tremblay' } } });
  // Somebody who can write the tables has no word in what is mailed.
  await tables.put({ table: 'record', row: { pk: { S: 'Cliquez http://ici.example' }, sk: { S: 'X' } } });
  // Audits take a small part of real time, however often night falls on a clock that is moved.
  const deadline = performance.now() + 60_000;
  while ((await mailbox(system, address)).length === 0 && performance.now() < deadline) await night();
  const [mail] = await mailbox(system, address);
  expect(mail?.text).toContain(`${pkOf(tampered)} EVENT#00000003`);
  expect(mail?.text).toContain('This is not as it was written');
  expect(mail?.text).toContain('Ceci n’est pas comme il a été écrit');
  expect(mail?.text).not.toMatch(/Zed|ici\.example/);
  expect(mail?.text).not.toMatch(/\d{2}:\d{2}/);
  // Those of another organisation are told of what is nobody's, and not of a case that is not theirs.
  const [other] = await mailbox(system, 'administrator.nord@parcours.example');
  expect(other?.text).toContain('This is not as it was written');
  expect(other?.text).not.toContain(pkOf(tampered));
  expect(system.logged).toEqual([]);
}, 90_000);
