import { randomUUID } from 'node:crypto';
import type { Occurrence } from '../events/rules.ts';
import type { Mail } from './mailbox.ts';

/** What becomes of a message at one address, in the words of a configuration set. */
export type Fate = 'delivery' | 'bounce' | 'complaint';

/** As SES's own simulator, labels included: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const simulator = /^(bounce|complaint)(\+[^@]*)?@simulator\.amazonses\.com$/i;

/** What happens to a message at an address, in order: all but the simulator's own addresses take it. */
export const fatesOf = (address: string): readonly Fate[] => {
  const [, name] = simulator.exec(address) ?? [];
  if (name === undefined) return ['delivery'];
  return name.toLowerCase() === 'bounce' ? ['bounce'] : ['delivery', 'complaint'];
};

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
const detailTypes: Readonly<Record<Fate, string>> = {
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
};

const parts: Readonly<Record<Fate, (address: string, timestamp: string) => object>> = {
  delivery: (address, timestamp) => ({
    delivery: { timestamp, recipients: [address], processingTimeMillis: 1, smtpResponse: '250 2.6.0 Message received' },
  }),
  bounce: (address, timestamp) => ({
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
      timestamp,
      feedbackId: randomUUID(),
    },
  }),
  complaint: (address, timestamp) => ({
    complaint: {
      complainedRecipients: [{ emailAddress: address }],
      complaintFeedbackType: 'abuse',
      timestamp,
      feedbackId: randomUUID(),
    },
  }),
};

const eventTypes: Readonly<Record<Fate, string>> = { delivery: 'Delivery', bounce: 'Bounce', complaint: 'Complaint' };

/** The event that SES publishes of it: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
export const fateEvent = (
  fate: Fate,
  address: string,
  mail: Mail,
  { identityArn, account }: { readonly identityArn: string; readonly account: string },
): Occurrence => ({
  source: 'aws.ses',
  detailType: detailTypes[fate],
  resources: [identityArn],
  detail: {
    eventType: eventTypes[fate],
    mail: {
      timestamp: mail.sentAt,
      source: mail.from,
      sourceArn: identityArn,
      sendingAccountId: account,
      messageId: mail.messageId,
      destination: mail.to,
      headersTruncated: false,
      commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
      tags: {
        ...(mail.configurationSet !== undefined && { 'ses:configuration-set': [mail.configurationSet] }),
        ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      },
    },
    ...parts[fate](address, mail.sentAt),
  },
});
