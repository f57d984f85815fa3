import * as z from 'zod';
import { personSchema } from '../../domain/person.ts';
import { instantSchema } from './common.ts';

/** A referral: who the person is, and what the pathway's intake asks. */
export const referralSchema = z
  .strictObject({
    person: personSchema,
    request: z.record(z.string(), z.unknown()).meta({ description: 'The intake form of the pathway' }),
  })
  .meta({ id: 'Referral' });

/** All that a referrer learns, always. */
export const receiptSchema = z
  .object({ receiptId: z.uuid(), receivedAt: instantSchema })
  .meta({ id: 'ReferralReceipt' });
