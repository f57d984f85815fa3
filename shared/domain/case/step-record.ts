import * as z from 'zod';

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
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
