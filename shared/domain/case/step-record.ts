import * as z from 'zod';
import { contactSchema, threadSchema } from './thread.ts';

/** What a form held, field by field, as the pathway's schema let it through. */
export const answersSchema = z.record(z.string(), z.unknown());
export type Answers = z.infer<typeof answersSchema>;

/** Answers as they are kept: sealed with the youth's own key. */
const sealedSchema = z.string();

/** What was submitted at one visit. Visit 0 is the referral as it was sent. */
export const stepRecordSchema = z.object({
  caseId: z.string(),
  visit: z.int().nonnegative(),
  step: z.string(),
  outcome: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  content: sealedSchema,
});
export type StepRecord = z.infer<typeof stepRecordSchema>;

/** Why an activity was taken back: by a tap of whoever recorded it, or for a reason that somebody gave later. */
export const correctionReasons = ['undone', 'wrong-person', 'did-not-happen', 'wrong-answer', 'twice'] as const;

/** Something that happened beside the steps: a contact, urgent help, a critical event. */
export const activityRecordSchema = z.object({
  caseId: z.string(),
  activityId: z.string(),
  activity: z.string(),
  /** The step that was open meanwhile. */
  step: z.string(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  by: z.string(),
  content: sealedSchema,
  /** The contact that it tells of, and the schedule of the contact clock that it set. */
  contact: contactSchema.optional(),
  cycle: z.int().positive().optional(),
  /** What it changed, as it stood before: by this it can be taken back. */
  before: threadSchema
    .pick({ timer: true, lastReachedAt: true, lastAttemptAt: true, attempts: true, followUps: true })
    .extend({
      standIns: z.array(z.string()).optional(),
      /** The request for support that it ended. */
      escalation: z.int().positive().optional(),
    })
    .optional(),
  /** Who took it back, when and why: what it says holds no longer. */
  corrected: z
    .object({ at: z.iso.datetime(), by: z.string(), reason: z.enum(correctionReasons), note: sealedSchema.optional() })
    .optional(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
