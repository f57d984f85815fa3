import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { admitMembers } from '../../../infra/cli/system/members.ts';
import type { Membership } from '../../../shared/access/membership.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { startSystem, type System } from '../../support/system.ts';

let system: System;
let count = 0;
let member: Membership;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(() => {
  count += 1;
  member = {
    sub: `first-${count}`,
    name: 'Ana',
    role: 'coordinator',
    organisation: 'ouest',
    mandate: { unit: 'soutien', kind: 'support' },
    language: 'fr',
  };
});

const admit = (...members: readonly Membership[]): Promise<void> =>
  admitMembers(members, system.runtime.settings, {
    recordTable: system.recordTable,
    awsClientConfig: system.runtime.awsClientConfig,
  });
const store = () =>
  makeMembershipStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey }));
const remove = async ({ sub }: Membership): Promise<void> => {
  const Key = { pk: { S: `MEMBER#${sub}` }, sk: { S: 'MEMBER' } };
  await system.dynamoDb().send(new DeleteItemCommand({ TableName: system.recordTable, Key }));
};

describe('the first people of an organisation', () => {
  test('have a membership once the system runs', async () => {
    const other = { ...member, sub: `${member.sub}-too` };
    await admit(member, other);
    expect(await Promise.all([store().read(member.sub), store().read(other.sub)])).toMatchObject([member, other]);
  });

  test('who was removed stays removed, however often the file names them', async () => {
    await admit(member);
    await remove(member);
    await admit(member);
    await admit({ ...member, name: 'Another' });
    expect(await store().read(member.sub)).toBeUndefined();
  });

  test('who had an account before, from wherever, keeps it as it is', async () => {
    const before: Membership = { ...member, name: 'Before', role: 'caseworker' };
    await store().write(before);
    await admit(member);
    expect(await store().read(member.sub)).toMatchObject(before);
  });
});
