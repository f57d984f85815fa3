import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPeople } from '../../../infra/demo/people.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { mailbox, messageTo, tell } from '../../support/messages/told.ts';
import { startSystem, subOf, type System } from '../../support/system.ts';

const worker = 'caseworker@est';
const address = 'caseworker.est@parcours.example';

const giveAddress = async (system: System, user: string, email: string): Promise<void> => {
  const members = makeMembershipStore(
    makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey }),
  );
  const known = demoPeople.find((one) => one.user === user);
  if (!known) throw new Error(`no demo user ${user}`);
  await members.write({ ...known.membership, email });
};

describe('messages on one machine', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  test('are sent within a minute, and their delivery is noted', async () => {
    const tellAt = await tell(system, worker);
    await system.advanceClock('PT1M');
    const [mail] = await mailbox(system, address);
    expect(mail).toMatchObject({
      from: 'parcours@parcours.example',
      to: [address],
      subject: 'Parcours\u00a0: 1 à regarder',
    });
    expect(mail?.text).toContain(`Ouvrir Parcours ${system.runtime.apiUrl}/`);
    expect(mail?.html).toContain('<p>1 suivi à regarder</p>');
    await expect(messageTo(system, worker, tellAt)).resolves.toMatchObject({
      state: 'delivered',
      providerId: mail?.messageId,
    });
    expect(system.logged).toEqual([]);
  });

  test.each(['bounce', 'complaint'])('that end in a %s are raised in the coordinator’s inbox', async (fate) => {
    const user = fate === 'bounce' ? 'supervisor@est' : 'caseworker@nord';
    const coordinator = fate === 'bounce' ? 'coordinator@est' : 'coordinator@nord';
    await giveAddress(system, user, `${fate}@simulator.amazonses.com`);
    const tellAt = await tell(system, user);
    await system.advanceClock('PT1M');
    await expect(messageTo(system, user, tellAt)).resolves.toMatchObject({ state: 'failed' });
    const { body } = await (await system.as(coordinator)).get('/v1/notifications');
    expect(body).toMatchObject({ items: [{ kind: 'undeliverable', member: subOf(user), stands: true }] });
    expect(system.logged).toEqual([]);
  });

  test.each([
    ['bounce+transient', 'waiting'],
    ['ooto', 'delivered'],
  ])('to %s@ are raised to nobody, and are %s', async (name, state) => {
    const user = 'supervisor@nord';
    await giveAddress(system, user, `${name}@simulator.amazonses.com`);
    const raised = async () => (await (await system.as('coordinator@nord')).get('/v1/notifications')).body;
    const before = await raised();
    const tellAt = await tell(system, user);
    await system.advanceClock('PT1M');
    await expect(messageTo(system, user, tellAt)).resolves.toMatchObject({ state });
    expect(await raised()).toEqual(before);
  });

  test('reach no partner and no judicial mandate, whatever is told to them', async () => {
    const before = (await mailbox(system)).length;
    const partners = demoPeople.filter(
      ({ membership: { role, mandate } }) => role === 'referrer' || mandate.kind === 'judicial',
    );
    const told = await Promise.all(partners.map(({ user }) => tell(system, user)));
    await system.advanceClock('PT1M');
    expect(await mailbox(system)).toHaveLength(before);
    const states = await Promise.all(partners.map(({ user }, index) => messageTo(system, user, told[index] ?? '')));
    expect(new Set(states.map((message) => message?.state))).toEqual(new Set(['dropped']));
    expect(partners.length).toBeGreaterThan(3);
  });

  test('a jump of three days is no harder than a minute', async () => {
    await tell(system, worker);
    const before = (await mailbox(system, address)).length;
    await system.advanceClock('P3D');
    expect((await mailbox(system, address)).length).toBe(before + 1);
  });

  test('are taken from an outside client on the AWS port too', async () => {
    const ses = new SESv2Client({
      region: 'ca-central-1',
      endpoint: system.runtime.awsUrl,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const email = (from: string) =>
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: ['outside@parcours.example'] },
        Content: { Simple: { Subject: { Data: 'S' }, Body: { Text: { Data: 'T' } } } },
      });
    const { MessageId } = await ses.send(email('parcours@parcours.example'));
    expect(await mailbox(system, 'outside@parcours.example')).toMatchObject([{ messageId: MessageId, subject: 'S' }]);
    await expect(ses.send(email('someone@elsewhere.example'))).rejects.toMatchObject({ name: 'MessageRejected' });
    ses.destroy();
  });
});

test('the mailbox and what waits to be sent outlive the process', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parcours-mail-'));
  try {
    const first = await startSystem({ data });
    await tell(first, worker);
    await first.advanceClock('PT1M');
    const arrived = await mailbox(first);
    const tellAt = await tell(first, 'coordinator@est');
    await first.stop();
    const second = await startSystem({ data });
    expect(await mailbox(second)).toEqual(arrived);
    await second.advanceClock('PT1M');
    await expect(messageTo(second, 'coordinator@est', tellAt)).resolves.toMatchObject({ state: 'delivered' });
    expect(await mailbox(second)).toHaveLength(arrived.length + 1);
    await second.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}, 30_000);
