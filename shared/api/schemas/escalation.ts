import * as z from 'zod';
import { askingRungs } from '../../domain/case/escalation.ts';
import { dayText } from '../../domain/bounds/dates.ts';
import { field } from '../../domain/pathway/form.ts';
import { text } from '../../domain/text.ts';
import { intensities } from '../../domain/vocabulary.ts';
import { wholeNumber } from '../request-bounds.ts';
import { caseParams, instantSchema, pageQuery, textSchema } from './common.ts';

export const escalationParams = caseParams.extend({ number: wholeNumber(1, 99_999) });

export const escalationQuery = pageQuery.extend({
  scope: z.enum(['mine', 'team']).default('mine'),
  status: z.enum(['open', 'ended']).default('open'),
});

const until = field(dayText, { text: text('Jusqu’au', 'Until') });

export const acknowledgementSchema = z.strictObject({
  owner: field(z.string().min(1).max(128), { text: text('Qui s’en occupe', 'Who sees to it') }),
  until,
});
export const snoozeSchema = z.strictObject({ until });

const answerSchema = z.object({ title: textSchema, href: z.string(), method: z.literal('POST') });

/** A request for support, as those see it who may see its case. */
export const escalationViewSchema = z
  .object({
    caseId: z.string(),
    number: z.int(),
    reference: z.string(),
    /** How far up it was asked, and what it says. */
    rung: z.enum(askingRungs),
    title: textSchema,
    status: z.enum(['open', 'acknowledged', 'ended']),
    /** Whether the caller was asked, or took it. */
    isMine: z.boolean(),
    openedAt: instantSchema,
    raisedAt: instantSchema,
    dueAt: instantSchema,
    owner: z.string().optional(),
    until: instantSchema.optional(),
    snoozes: z.int(),
    endedAt: instantSchema.optional(),
    end: z.string().optional(),
    answers: z.array(answerSchema),
  })
  .meta({ id: 'Escalation' });
export type EscalationView = z.infer<typeof escalationViewSchema>;

/** What the direction sees: numbers, and of intensive support the references. */
export const escalationCountsSchema = z
  .object({
    open: z.int(),
    atDirection: z.int(),
    references: z.array(z.object({ reference: z.string(), intensity: z.enum(intensities), dueAt: instantSchema })),
  })
  .meta({ id: 'EscalationCounts' });
export type EscalationCounts = z.infer<typeof escalationCountsSchema>;
