import * as z from 'zod';
import { waysSchema } from '../../domain/case/case.ts';
import { eventTypes } from '../../domain/case/event.ts';
import { intensities } from '../../domain/vocabulary.ts';
import { standings } from '../../time/standing.ts';
import { instantSchema, jsonSchemaSchema, textSchema } from './common.ts';

const versionSchema = z.object({ name: z.string(), version: z.int() });

/** One of those who need the caller first. The name itself is not here: it takes a look that is recorded. */
const todayCaseSchema = z.object({
  caseId: z.string(),
  reference: z.string(),
  version: z.int(),
  pathway: versionSchema,
  /** At most three letters; absent when what was written about the person can no longer be read. */
  initials: z.string().optional(),
  intensity: z.enum(intensities),
  step: z.object({ title: textSchema, dueAt: instantSchema.optional() }),
  /** When somebody is to be in touch again. */
  contact: z.object({ dueAt: instantSchema, overdue: z.boolean() }),
  standing: z.enum(standings),
  /** How the youth said that they are to be reached: a way never to be used is no link. */
  ways: waysSchema,
  lastReachedAt: instantSchema.optional(),
  lastAttemptAt: instantSchema.optional(),
});
export type TodayCase = z.infer<typeof todayCaseSchema>;

/** What somebody else did: what kind of thing and when, nothing of what they wrote. */
const changeSchema = z.object({
  caseId: z.string(),
  reference: z.string(),
  type: z.enum(eventTypes),
  title: textSchema,
  /** The step or the activity that it is about. */
  about: textSchema.optional(),
  at: instantSchema,
});
export type Change = z.infer<typeof changeSchema>;

/** The activities of a pathway that are open to the caller in any case, whatever was consented to. */
const todayFormsSchema = z.object({
  pathway: versionSchema,
  activities: z.array(
    z.object({
      activity: z.string(),
      title: textSchema,
      schema: jsonSchemaSchema,
      /** The field of when it happened. */
      at: z.string().optional(),
      /** Of a contact: the fields of whether the person was reached, and by which way. */
      moves: z.object({ reached: z.string(), way: z.string() }).optional(),
    }),
  ),
});
export type TodayForms = z.infer<typeof todayFormsSchema>;
export type TodayForm = TodayForms['activities'][number];

/** A worker's day: up to seven people in order of need. */
export const todaySchema = z
  .object({
    now: instantSchema,
    items: z.array(todayCaseSchema),
    /** How many more there are after these: ask with `after`, the last one’s `caseId`. */
    more: z.int(),
    forms: z.array(todayFormsSchema),
    /** Since the moment that was asked about, the newest first; empty when none was. */
    changed: z.array(changeSchema),
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof todaySchema>;
