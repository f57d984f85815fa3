import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { makeSesChannel } from '../../../shared/messages/ses-channel.ts';

const ses = mockClient(SESv2Client);
const channel = makeSesChannel({
  client: new SESv2Client({ region: 'ca-central-1' }),
  from: 'parcours@parcours.example',
  configurationSet: 'parcours',
});
const message = { to: 'a@parcours.example', key: 'KEY', subject: 'S', text: 'T', html: '<p>H</p>' };

beforeEach(() => {
  ses.reset();
});

describe('the channel through SES', () => {
  test('sends both forms, tagged with the key, through the configuration set', async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: 'id-1' });
    await expect(channel.send(message)).resolves.toEqual({ providerId: 'id-1' });
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      FromEmailAddress: 'parcours@parcours.example',
      Destination: { ToAddresses: ['a@parcours.example'] },
      ConfigurationSetName: 'parcours',
      EmailTags: [{ Name: 'message', Value: 'KEY' }],
      Content: { Simple: { Subject: { Data: 'S' }, Body: { Text: { Data: 'T' }, Html: { Data: '<p>H</p>' } } } },
    });
  });

  test('does not hide that the provider refused', async () => {
    ses.on(SendEmailCommand).rejects(new Error('throttled'));
    await expect(channel.send(message)).rejects.toThrow('throttled');
  });

  test('takes no answer without an id for a sending', async () => {
    ses.on(SendEmailCommand).resolves({});
    await expect(channel.send(message)).rejects.toThrow('no id');
  });
});
