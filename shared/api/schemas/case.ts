import * as z from 'zod';
import { caseStatuses, consentsSchema, stepStates, waysSchema } from '../../domain/case/case.ts';
import { closureReasonTitles, intensities, phases } from '../../domain/vocabulary.ts';
import { instantSchema, jsonSchemaSchema, textSchema } from './common.ts';

const formMembers = {
  title: textSchema,
  href: z.string(),
  method: z.literal('POST'),
  /** JSON Schema of the body. */
  schema: jsonSchemaSchema,
  /** A body that fits the schema, ready to be sent. */
  example: z.record(z.string(), z.unknown()),
};

/** One way out of the open step that this caller may take. `next` is the step it leads to, or `end`. */
const actionSchema = z.object({ outcome: z.string(), next: z.string(), ...formMembers }).meta({ id: 'Action' });
export type ActionView = z.infer<typeof actionSchema>;

/** What may be recorded beside the step. It leads nowhere: `next` is the step that stays open. */
const activityActionSchema = z
  .object({ activity: z.string(), next: z.string(), ...formMembers })
  .meta({ id: 'ActivityAction' });
export type ActivityActionView = z.infer<typeof activityActionSchema>;

/** A way to interrupt the case, to bring it back or to re-open it. */
const interruptionActionSchema = z
  .object({ interruption: z.string(), next: z.string(), ...formMembers })
  .meta({ id: 'InterruptionAction' });
export type InterruptionActionView = z.infer<typeof interruptionActionSchema>;

const stepMembers = {
  id: z.string(),
  title: textSchema,
  phase: z.enum(phases),
  visit: z.int(),
  state: z.enum(stepStates),
  openedAt: instantSchema.optional(),
  dueAt: instantSchema.optional(),
  overdue: z.boolean(),
};

const caseMembers = {
  caseId: z.string(),
  reference: z.string(),
  pathway: z.object({ name: z.string(), version: z.int(), title: textSchema }),
  status: z.enum(caseStatuses),
  intensity: z.enum(intensities),
  organisation: z.string(),
  responsible: z.string().optional(),
  receivedAt: instantSchema,
  closedAt: instantSchema.optional(),
  closureReason: z.enum(Object.keys(closureReasonTitles) as [keyof typeof closureReasonTitles]).optional(),
  /** Equals the ETag; send it back in `If-Match`. */
  version: z.int(),
};

/** A line of a list. */
export const caseSummarySchema = z.object({ ...caseMembers, step: z.object(stepMembers) }).meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummarySchema>;

/** A case with all that this caller may do next. */
export const caseViewSchema = z
  .object({
    ...caseMembers,
    consents: consentsSchema,
    ways: waysSchema,
    /** Referrals of the same person that were joined to this case, with the intensity that each suggested. */
    joined: z.array(z.object({ reference: z.string(), intensity: z.enum(intensities), at: instantSchema })),
    /** A day before which the youth asked that nobody knock again. */
    notBefore: z.iso.date().optional(),
    step: z.object({ ...stepMembers, actions: z.array(actionSchema) }),
    activities: z.array(activityActionSchema),
    interruptions: z.array(interruptionActionSchema),
    lastReachedAt: instantSchema.optional(),
    lastAttemptAt: instantSchema.optional(),
    /** When somebody is to be in touch again. */
    contactDueAt: instantSchema.optional(),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseViewSchema>;

/** A case that a command has changed: whole, or a line of it for `Prefer: return=minimal`. */
export const caseAnswerSchema = z.union([caseViewSchema, caseSummarySchema]);
