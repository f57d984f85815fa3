import { randomUUID } from 'node:crypto';
import type { Occurrence } from '../events/rules.ts';
import type { Mail } from './mailbox.ts';

/** What becomes of a message at one address, in the words of a configuration set. */
export const fates = ['delivery', 'bounce', 'complaint', 'reject', 'deliveryDelay'] as const;
export type Fate = (typeof fates)[number];

/** One thing that becomes of a message, with what the event says of it beside its time and address. */
export type Turn = { readonly fate: Fate; readonly says?: Readonly<Record<string, string>> };

const delivery: Turn = { fate: 'delivery' };
const bounce = (bounceType: string, bounceSubType: string): Turn => ({
  fate: 'bounce',
  says: { bounceType, bounceSubType },
});
const complaint = (says: Readonly<Record<string, string>>): Turn => ({ fate: 'complaint', says });

/** As SES's own simulator: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const simulator = /^([a-z]+)(?:\+([^@]*))?@simulator\.amazonses\.com$/i;

const returned = bounce('Permanent', 'General');
const unwanted: readonly Turn[] = [delivery, complaint({ complaintFeedbackType: 'abuse' })];

/** By the address's own part, and where a label makes a difference by both. The labels are this machine's own: AWS ignores them. */
const turns: ReadonlyMap<string, readonly Turn[]> = new Map([
  ['bounce', [returned]],
  ['bounce+transient', [bounce('Transient', 'MailboxFull')]],
  ['bounce+undetermined', [bounce('Undetermined', 'Undetermined')]],
  ['complaint', unwanted],
  ['complaint+not-spam', [delivery, complaint({ complaintFeedbackType: 'not-spam' })]],
  ['complaint+suppressed', [complaint({ complaintSubType: 'OnAccountSuppressionList' })]],
  ['delay', [{ fate: 'deliveryDelay', says: { delayType: 'MailboxFull' } }, delivery]],
  // An absence reply is what SES calls a transient bounce.
  ['ooto', [delivery, bounce('Transient', 'General')]],
  ['reject', [{ fate: 'reject', says: { reason: 'Bad content' } }]],
  ['suppressionlist', [bounce('Permanent', 'Suppressed')]],
]);

/** What happens to a message at an address, in order: all but the simulator's own addresses take it. */
export const turnsOf = (address: string): readonly Turn[] => {
  const [, name = '', label = ''] = simulator.exec(address.toLowerCase()) ?? [];
  return turns.get(`${name}+${label}`) ?? turns.get(name) ?? [delivery];
};

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
const detailTypes: Readonly<Record<Fate, string>> = {
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
  reject: 'Email Rejected',
  deliveryDelay: 'Email Delivery Delayed',
};

const parts: Readonly<Record<Fate, (address: string, timestamp: string) => object>> = {
  delivery: (address, timestamp) => ({
    delivery: { timestamp, recipients: [address], processingTimeMillis: 1, smtpResponse: '250 2.6.0 Message received' },
  }),
  bounce: (address, timestamp) => ({
    bounce: {
      bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
      timestamp,
      feedbackId: randomUUID(),
    },
  }),
  complaint: (address, timestamp) => ({
    complaint: {
      complainedRecipients: [{ emailAddress: address }],
      timestamp,
      feedbackId: randomUUID(),
    },
  }),
  reject: () => ({ reject: {} }),
  deliveryDelay: (address, timestamp) => ({
    deliveryDelay: { timestamp, delayedRecipients: [{ emailAddress: address, status: '4.2.2' }] },
  }),
};

const eventTypes: Readonly<Record<Fate, string>> = {
  delivery: 'Delivery',
  bounce: 'Bounce',
  complaint: 'Complaint',
  reject: 'Reject',
  deliveryDelay: 'DeliveryDelay',
};

/** The part of an event that is of its fate, and what is said of this one. */
const partOf = ({ fate, says }: Turn, address: string, timestamp: string): object =>
  Object.fromEntries(
    Object.entries(parts[fate](address, timestamp)).map(([name, part]) => [name, { ...(part as object), ...says }]),
  );

/** The event that SES publishes of it: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
export const turnEvent = (
  turn: Turn,
  address: string,
  mail: Mail,
  { identityArn, account }: { readonly identityArn: string; readonly account: string },
): Occurrence => ({
  source: 'aws.ses',
  detailType: detailTypes[turn.fate],
  resources: [identityArn],
  detail: {
    eventType: eventTypes[turn.fate],
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
    ...partOf(turn, address, mail.sentAt),
  },
});
