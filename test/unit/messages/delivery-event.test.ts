import { expect, test } from '@jest/globals';
import { deliveryEventSchema } from '../../../functions/events/mail-delivery/delivery-event.ts';
import { turnEvent, turnsOf } from '../../../infra/local/ses/fates.ts';

const mail = { messageId: 'provider-1', tags: { message: ['KEY'] } };
const fateOf = (detail: object): string => deliveryEventSchema.parse({ detail: { mail, ...detail } }).fate;
const bounce = (bounceType: string, bounceSubType: string) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bounceSubType, bouncedRecipients: [] },
});
const complaint = (says: object) => ({ eventType: 'Complaint', complaint: { complainedRecipients: [], ...says } });

// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
test.each([
  [{ eventType: 'Delivery', delivery: {} }, 'delivered'],
  [bounce('Permanent', 'General'), 'returned'],
  [bounce('Permanent', 'NoEmail'), 'returned'],
  [bounce('Permanent', 'Suppressed'), 'returned'],
  [bounce('Permanent', 'OnAccountSuppressionList'), 'returned'],
  [bounce('Transient', 'General'), 'put-off'],
  [bounce('Transient', 'MailboxFull'), 'put-off'],
  [bounce('Transient', 'CustomTimeoutExceeded'), 'put-off'],
  [bounce('Undetermined', 'Undetermined'), 'put-off'],
  [complaint({ complaintFeedbackType: 'abuse', complaintSubType: null }), 'returned'],
  [complaint({ complaintSubType: 'OnAccountSuppressionList' }), 'returned'],
  [complaint({ complaintFeedbackType: 'not-spam' }), 'delivered'],
  [{ eventType: 'Reject', reject: { reason: 'Bad content' } }, 'returned'],
  [{ eventType: 'Rendering Failure', failure: {} }, 'returned'],
  [{ eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'MailboxFull' } }, 'under-way'],
  [{ eventType: 'Send', send: {} }, 'under-way'],
])('the event %j says that its message is %s', (detail, fate) => {
  expect(fateOf(detail)).toBe(fate);
});

test.each([
  ['bounce', ['returned']],
  ['bounce+transient', ['put-off']],
  ['bounce+undetermined', ['put-off']],
  ['complaint', ['delivered', 'returned']],
  ['complaint+not-spam', ['delivered', 'delivered']],
  ['complaint+suppressed', ['returned']],
  ['delay', ['under-way', 'delivered']],
  ['ooto', ['delivered', 'put-off']],
  ['reject', ['returned']],
  ['suppressionlist', ['returned']],
])('the mail service of one machine makes of %s@ what AWS would say', (name, fates) => {
  const address = `${name}@simulator.amazonses.com`;
  const sent = {
    messageId: 'provider-1',
    sentAt: '2026-03-09T13:00:00.000Z',
    from: 'parcours@parcours.example',
    to: [address],
    subject: 'S',
    text: 'T',
    html: '',
    tags: { message: 'KEY' },
    configurationSet: 'set',
  };
  const of = { identityArn: 'arn:identity', account: '000000000000' };
  expect(turnsOf(address).map((turn) => deliveryEventSchema.parse(turnEvent(turn, address, sent, of)).fate)).toEqual(
    fates,
  );
});
