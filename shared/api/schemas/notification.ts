import * as z from 'zod';
import { rungNames } from '../../domain/pathway/due.ts';
import { intensities } from '../../domain/vocabulary.ts';
import { instantSchema, textSchema } from './common.ts';

const notificationIdSchema = z.string().length(22);

/** A line of the caller's inbox: of a case only what the caller may know, and never a name. */
export const notificationSchema = z
  .object({
    notificationId: notificationIdSchema,
    kind: z.enum(['rung', 'advice', 'debrief', 'referral-joined', 'death', 'alarm', 'undeliverable']),
    rung: z.enum(rungNames).optional(),
    title: textSchema,
    /** Whether there is still something to do about it. */
    stands: z.boolean(),
    caseId: z.string().optional(),
    reference: z.string().optional(),
    intensity: z.enum(intensities).optional(),
    /** The clinical support that is asked for. */
    adviceId: z.string().optional(),
    /** The colleague whose e-mail keeps coming back. */
    member: z.string().optional(),
    dueAt: instantSchema.optional(),
    recordedAt: instantSchema,
    readAt: instantSchema.optional(),
  })
  .meta({ id: 'Notification' });

export type Notification = z.output<typeof notificationSchema>;

/** Which lines were read: these, or all that were there at a moment. */
export const readNotificationsSchema = z
  .strictObject({
    ids: z.array(notificationIdSchema).min(1).max(100).optional(),
    until: instantSchema.optional(),
  })
  .refine(({ ids, until }) => (ids === undefined) !== (until === undefined), { error: 'takes either ids or until' })
  .meta({ examples: [{ until: '2026-03-09T14:30:00.000Z' }] });

export type ReadNotifications = z.output<typeof readNotificationsSchema>;

export const readCountSchema = z.object({ read: z.int().nonnegative() });
