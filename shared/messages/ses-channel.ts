import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Channel } from './channel.ts';

type Dependencies = {
  readonly client: SESv2Client;
  readonly from: string;
  /** Through which what becomes of messages is published. */
  readonly configurationSet: string;
};

/** The name of the tag that carries the message's key, in SES and in its events. */
export const messageTag = 'message';

/** How long one sending may take, in milliseconds: those behind it in the sweep wait. */
const patience = 10_000;

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** E-mail through Amazon SES. It has no idempotency: a message that is sent again arrives twice. */
export const makeSesChannel = ({ client, from, configurationSet }: Dependencies): Channel => ({
  send: async ({ to, key, subject, text, html }) => {
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: configurationSet,
        EmailTags: [{ Name: messageTag, Value: key }],
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            // No absence reply of a person answers a machine: RFC 3834.
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      }),
      { abortSignal: AbortSignal.timeout(patience) },
    );
    if (MessageId === undefined) throw new Error('the provider gave no id');
    return { providerId: MessageId };
  },
});
