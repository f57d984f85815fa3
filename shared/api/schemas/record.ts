import * as z from 'zod';
import { scopes } from '../../domain/vocabulary.ts';
import { eventSchema } from '../../domain/case/event.ts';
import { jsonSchemaSchema, textSchema } from './common.ts';
import {
  activityRecordSchema,
  answersSchema,
  correctionReasons,
  stepRecordSchema,
} from '../../domain/case/step-record.ts';

/** What was submitted at a visit. `answers` is absent where this caller may see titles only. */
export const stepRecordViewSchema = stepRecordSchema
  .omit({ caseId: true, content: true })
  .extend({
    answers: answersSchema.optional(),
    /** The reference of a later referral of the same person, where this is what it asked. */
    from: z.string().optional(),
  })
  .meta({ id: 'StepRecord' });
export type StepRecordView = z.infer<typeof stepRecordViewSchema>;

const correctedSchema = z.object({ at: z.iso.datetime(), by: z.string(), reason: z.enum(correctionReasons) });

/** An activity that was taken back. */
export const correctedActivitySchema = activityRecordSchema
  .pick({ caseId: true, activityId: true, activity: true })
  .extend({ corrected: correctedSchema })
  .meta({ id: 'CorrectedActivity' });

/** An activity as it was recorded. `answers` is absent where this caller may see titles only. */
export const activityViewSchema = activityRecordSchema
  .omit({ caseId: true, content: true, contact: true, cycle: true, before: true })
  .extend({
    /** Absent as well where it was taken back: it may be about somebody else. */
    answers: answersSchema.optional(),
    corrected: correctedSchema.optional(),
    /** How the caller may take it back. */
    corrections: z.array(
      z.object({
        title: textSchema,
        href: z.string(),
        method: z.literal('POST'),
        schema: jsonSchemaSchema,
        example: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'Activity' });
export type ActivityView = z.infer<typeof activityViewSchema>;

/** What a recorded activity is answered with. */
export const recordedActivitySchema = activityRecordSchema
  .pick({ caseId: true, activityId: true, activity: true, occurredAt: true, recordedAt: true })
  /** How whoever recorded it takes it back by a tap, and until when. */
  .extend({ undo: z.object({ href: z.string(), method: z.literal('POST'), until: z.iso.datetime() }) })
  .meta({ id: 'RecordedActivity' });

/** A decision of the youth on one scope of consent. */
export const consentViewSchema = z
  .object({
    scope: z.enum(scopes),
    state: z.enum(['given', 'refused', 'withdrawn']),
    at: z.iso.datetime(),
    by: z.string(),
    how: z.enum(['oral', 'written']).optional(),
  })
  .meta({ id: 'Consent' });

/** One line of a case's timeline. */
export const timelineEventSchema = eventSchema
  .omit({ caseId: true, content: true, previous: true, hash: true })
  .meta({ id: 'TimelineEvent' });
