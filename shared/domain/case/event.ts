import * as z from 'zod';
import { rungNames } from '../pathway/due.ts';
import { interruptionNames } from '../vocabulary.ts';
import { escalationEnds } from './escalation.ts';

export const eventTypes = [
  'referral-received',
  'outreach-opened',
  'referral-joined',
  'referral-separated',
  'step-opened',
  'step-completed',
  'activity-recorded',
  'activity-corrected',
  'interrupted',
  'resumed',
  'case-closed',
  'case-reopened',
  'generation-started',
  'support-requested',
  'support-acknowledged',
  'support-snoozed',
  'support-ended',
  'stand-in-named',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Why a generation was started after the first. */
export const generationCauses = ['reopened', 'rolled-over', 'execution-ended', 'administrator'] as const;
export type GenerationCause = (typeof generationCauses)[number];

/** One line of a case's trail: codes, ids and a digest of what was written, never the writing itself. */
export const eventSchema = z.object({
  caseId: z.string(),
  seq: z.int().positive(),
  type: z.enum(eventTypes),
  at: z.iso.datetime(),
  /** `sub` of a person, or `engine`. */
  actor: z.string(),
  step: z.string().optional(),
  visit: z.int().positive().optional(),
  outcome: z.string().optional(),
  activity: z.string().optional(),
  activityId: z.string().optional(),
  interruption: z.enum(interruptionNames).optional(),
  /** Of a generation that was started: why, as a code. */
  cause: z.enum(generationCauses).optional(),
  generation: z.string().optional(),
  /** Why an administrator redrove it, or somebody corrected an activity, as a code. */
  reason: z.string().optional(),
  dueAt: z.iso.datetime().optional(),
  /** Of a request for support: who was asked, by the rung of the ladder; who took it, until when; how it ended. Of a stand-in: who. */
  rung: z.enum(rungNames).optional(),
  owner: z.string().optional(),
  until: z.iso.datetime().optional(),
  end: z.enum(escalationEnds).optional(),
  /** The case's version after this event. */
  version: z.int().positive(),
  /** SHA-256 of the content that was recorded with it, base64url. */
  content: z.string().optional(),
  previous: z.string(),
  hash: z.string(),
});

export type CaseEvent = z.infer<typeof eventSchema>;
/** What a decision says of an event; the chain adds the rest. */
export type EventFacts = Omit<CaseEvent, 'caseId' | 'seq' | 'version' | 'previous' | 'hash'>;
