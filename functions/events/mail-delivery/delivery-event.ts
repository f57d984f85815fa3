import * as z from 'zod';
import type { Delivery } from '../../../shared/cases/note-delivery.ts';
import { messageTag } from '../../../shared/messages/ses-channel.ts';

/**
 * What is read of an event of SES: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html.
 * Addresses and subjects are in it too, and are left where they are.
 */
export const deliveryEventSchema = z
  .object({
    detail: z.object({
      eventType: z.enum(['Delivery', 'Bounce', 'Complaint']),
      mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) }),
    }),
  })
  .transform(({ detail: { eventType, mail } }): Delivery => ({
    key: mail.tags[messageTag]?.[0],
    providerId: mail.messageId,
    fate: eventType === 'Delivery' ? 'delivered' : 'returned',
  }));
