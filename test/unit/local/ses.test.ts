import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/aws/aws-error.ts';
import type { Occurrence } from '../../../infra/local/events/rules.ts';
import { makeIdentities } from '../../../infra/local/ses/identities.ts';
import { turnsOf, type Fate } from '../../../infra/local/ses/fates.ts';
import { makeMailbox } from '../../../infra/local/ses/mailbox.ts';
import { makeSes } from '../../../infra/local/ses/ses.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';
import { sesRest } from '../../../infra/local/wire/ses-rest.ts';

const now = Date.parse('2026-03-09T13:00:00.000Z');
const request = {
  FromEmailAddress: 'parcours@parcours.example',
  Destination: { ToAddresses: ['noor@parcours.example'] },
  ConfigurationSetName: 'set',
  EmailTags: [{ Name: 'message', Value: 'KEY' }],
  Content: { Simple: { Subject: { Data: 'S' }, Body: { Text: { Data: 'T' }, Html: { Data: '<p>H</p>' } } } },
};

const start = (published: readonly Fate[] = ['delivery', 'bounce', 'complaint']) => {
  const db = new DatabaseSync(':memory:');
  const mailbox = makeMailbox(db, groupCommit(db).turns);
  const events: Occurrence[] = [];
  const service = makeSes({
    mailbox,
    identities: makeIdentities(new Map([['parcours.example', 'arn:identity']])),
    configurationSets: new Map([['set', new Set(published)]]),
    emit: (event) => events.push(event),
    now: () => now,
    region: 'ca-central-1',
    account: '000000000000',
  });
  const send = (change: object = {}) =>
    service.operations['SendEmail']?.({ ...request, ...change }) ?? Promise.reject(new Error());
  const to = (address: string) => send({ Destination: { ToAddresses: [address] } });
  return { mailbox, events, service, send, to };
};

const typesOf = (events: readonly Occurrence[]) => events.map(({ detailType }) => detailType);

describe('the local mail service', () => {
  test('keeps what is sent, newest first', async () => {
    const { mailbox, send, to } = start();
    await send();
    await to('dany@parcours.example');
    expect(mailbox.list().map((mail) => mail.to)).toEqual([['dany@parcours.example'], ['noor@parcours.example']]);
    expect(mailbox.list('noor@parcours.example')).toMatchObject([
      { subject: 'S', text: 'T', html: '<p>H</p>', sentAt: '2026-03-09T13:00:00.000Z', tags: { message: 'KEY' } },
    ]);
  });

  test('tells of the delivery, with the tags and without the content', async () => {
    const { events, send } = start();
    const sent = await send();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      source: 'aws.ses',
      detailType: 'Email Delivered',
      detail: {
        eventType: 'Delivery',
        mail: {
          messageId: (sent as { readonly MessageId: string }).MessageId,
          tags: { message: ['KEY'], 'ses:configuration-set': ['set'] },
        },
      },
    });
    expect(JSON.stringify(events)).not.toContain('<p>');
  });

  test('lets the simulator’s addresses bounce and complain', async () => {
    const { events, to } = start();
    await to('bounce+anything@simulator.amazonses.com');
    await to('complaint@simulator.amazonses.com');
    await to('success@simulator.amazonses.com');
    expect(typesOf(events)).toEqual([
      'Email Bounced',
      'Email Delivered',
      'Email Complaint Received',
      'Email Delivered',
    ]);
  });

  test('publishes only what the configuration set asks for', async () => {
    const { events, send, to } = start(['bounce']);
    await send();
    await to('bounce@simulator.amazonses.com');
    expect(typesOf(events)).toEqual(['Email Bounced']);
  });

  test.each<[string, string, object]>([
    ['MessageRejected', 'another sender', { FromEmailAddress: 'someone@other.example' }],
    ['NotFoundException', 'an unknown configuration set', { ConfigurationSetName: 'other' }],
    ['BadRequestException', 'no recipient', { Destination: { ToAddresses: [] } }],
    ['BadRequestException', 'a tag with letters that SES has not', { EmailTags: [{ Name: 'a', Value: 'é' }] }],
    ['BadRequestException', 'content of another kind', { Content: { Raw: { Data: '' } } }],
  ])('answers %s to %s', async (code, _what, change) => {
    const { mailbox, send } = start();
    await expect(send(change)).rejects.toMatchObject({ code });
    await expect(send(change)).rejects.toBeInstanceOf(AwsError);
    expect(mailbox.list()).toEqual([]);
  });

  test('is reached by its REST path only', async () => {
    const { mailbox, service } = start();
    const endpoint = sesRest(service);
    const body = JSON.stringify(request);
    const ask = (method: string, path: string) => endpoint({ method, path, headers: {}, body, caller: undefined });
    expect(ask('GET', '/v2/email/outbound-emails')).toBeUndefined();
    expect(ask('POST', '/v2/email/identities')).toBeUndefined();
    const answer = await ask('POST', '/v2/email/outbound-emails');
    expect(JSON.parse(answer?.body ?? '')).toEqual({ MessageId: mailbox.list()[0]?.messageId });
  });
});

describe('what becomes of a message', () => {
  test.each<[string, readonly Fate[]]>([
    ['noor@parcours.example', ['delivery']],
    ['success@simulator.amazonses.com', ['delivery']],
    ['bounce@simulator.amazonses.com', ['bounce']],
    ['BOUNCE+a@simulator.amazonses.com', ['bounce']],
    ['complaint@simulator.amazonses.com', ['delivery', 'complaint']],
    ['bounce@parcours.example', ['delivery']],
    ['reject@simulator.amazonses.com', ['reject']],
    ['delay@simulator.amazonses.com', ['deliveryDelay', 'delivery']],
    ['ooto@simulator.amazonses.com', ['delivery', 'bounce']],
  ])('at %s', (address, fates) => {
    expect(turnsOf(address).map(({ fate }) => fate)).toEqual(fates);
  });
});
