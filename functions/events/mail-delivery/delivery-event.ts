import * as z from 'zod';
import type { Delivery } from '../../../shared/cases/note-delivery.ts';
import { messageTag } from '../../../shared/messages/ses-channel.ts';

type Fate = Delivery['fate'];

/** Only a permanent bounce is the end: a full mailbox, a server out of reach, or a reason that nobody can tell may be over soon. */
const fateOfBounce = (bounceType: string | undefined): Fate => (bounceType === 'Permanent' ? 'returned' : 'put-off');

/** A message that was taken out of the unwanted ones is a message that was wanted. */
const fateOfComplaint = (feedback: string | null | undefined): Fate =>
  feedback === 'not-spam' ? 'delivered' : 'returned';

const complaintSchema = z.object({ complaintFeedbackType: z.string().nullish() });

/**
 * What is read of an event of SES: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html.
 * Addresses and subjects are in it too, and are left where they are.
 */
export const deliveryEventSchema = z
  .object({
    detail: z.object({
      eventType: z.string(),
      mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) }),
      bounce: z.object({ bounceType: z.string().optional() }).default({}),
      complaint: complaintSchema.default({}),
    }),
  })
  .transform(({ detail: { eventType, mail, bounce, complaint } }): Delivery => {
    const fates: Readonly<Record<string, Fate>> = {
      Delivery: 'delivered',
      Bounce: fateOfBounce(bounce.bounceType),
      Complaint: fateOfComplaint(complaint.complaintFeedbackType),
      Reject: 'returned',
      'Rendering Failure': 'returned',
    };
    return { key: mail.tags[messageTag]?.[0], providerId: mail.messageId, fate: fates[eventType] ?? 'under-way' };
  });
