import * as z from 'zod';

export const eventTypes = [
  'referral-received',
  'step-opened',
  'step-completed',
  'activity-recorded',
  'case-closed',
] as const;
export type EventType = (typeof eventTypes)[number];

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
  dueAt: z.iso.datetime().optional(),
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
