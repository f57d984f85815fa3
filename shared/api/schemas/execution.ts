import * as z from 'zod';
import { caseStatuses, stepStates } from '../../domain/case/case.ts';
import { eventTypes, generationCauses } from '../../domain/case/event.ts';
import { pageOf, pageQuery, textSchema } from './common.ts';
import { wholeNumber } from '../request-bounds.ts';

/** Days, not hours: an hour, with what else one knows, is a name among thirty youths. */
const daySchema = z.iso.date();

/** An execution as an administrator sees it: opaque ids, codes and days. */
export const executionSchema = z
  .object({
    caseId: z.string(),
    pathway: z.object({ name: z.string(), version: z.int() }),
    status: z.enum(caseStatuses),
    step: z.object({ id: z.string(), visit: z.int(), state: z.enum(stepStates) }),
    /** Whole days since the step was opened, or since the case was received. */
    ageInDays: z.int(),
    owed: z.enum(['start', 'callback']).optional(),
    /** Something has been owed for over a minute. */
    needsAttention: z.boolean(),
    generation: z.string(),
  })
  .meta({ id: 'Execution' });
export type ExecutionLine = z.infer<typeof executionSchema>;

/** A page of executions, and which rows of their cases cannot be read, or only in part: somebody has to look at them. */
export const executionPageSchema = pageOf(executionSchema).extend({
  unreadable: z.array(z.object({ caseId: z.string(), kind: z.string() })),
});

/** An execution with its generations and its history in words. */
export const executionViewSchema = executionSchema
  .extend({
    generations: z.array(
      z.object({ generation: z.string(), day: daySchema, cause: z.enum(['referral-received', ...generationCauses]) }),
    ),
    history: z.array(
      z.object({
        seq: z.int(),
        day: daySchema,
        type: z.enum(eventTypes),
        words: textSchema,
        step: z.string().optional(),
        visit: z.int().optional(),
      }),
    ),
  })
  .meta({ id: 'ExecutionDetail' });
export type ExecutionView = z.infer<typeof executionViewSchema>;

export const executionsQuery = pageQuery.extend({
  pathway: z.string().max(64).optional(),
  step: z.string().max(64).optional(),
  status: z.enum(caseStatuses).optional(),
  /** At least so many days old. */
  age: wholeNumber(0, 36_600).optional(),
});

const redriveReasons = ['stuck', 'execution-failed', 'after-incident', 'exercise'] as const;

/** Why an execution is redriven: a code, since administrators write nothing about cases. */
export const redriveSchema = z.strictObject({ reason: z.enum(redriveReasons) }).meta({ id: 'Redrive' });
