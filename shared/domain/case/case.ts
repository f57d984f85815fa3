import * as z from 'zod';
import {
  closureReasonTitles,
  channels,
  interruptionNames,
  intensities,
  scopes,
  type ClosureReason,
  contactWayTitles,
  type ContactWay,
} from '../vocabulary.ts';
import { restSchema } from './rest-schema.ts';

/**
 * starting: its execution has yet to come to a step, the first or the one to go on at · open · suspended · closing: what
 * ends the case is recorded, the execution is on its way to `close-case` · closed.
 */
export const caseStatuses = ['starting', 'open', 'suspended', 'closing', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** opening: asked for, the execution has not answered yet · open · completing: an outcome is recorded · completed: it was the last. */
export const stepStates = ['opening', 'open', 'completing', 'completed'] as const;

const instant = z.iso.datetime();
const closureReasons = Object.keys(closureReasonTitles) as [ClosureReason, ...ClosureReason[]];

const currentStepSchema = z.object({
  id: z.string(),
  /** Counts the steps opened in this case, from 1; never repeats. */
  visit: z.int().positive(),
  state: z.enum(stepStates),
  openedAt: instant.optional(),
  dueAt: instant.optional(),
  /** The recorded outcome, while `completing`. */
  outcome: z.string().optional(),
  /** A date that the outcome set for the next step, in place of the step's own due rule. */
  nextDue: instant.optional(),
});

export const consentsSchema = z.partialRecord(z.enum(scopes), z.enum(['given', 'refused', 'withdrawn']));

const contactWays = Object.keys(contactWayTitles) as [ContactWay, ...ContactWay[]];

/** The way that the youth said is safe, and the one never to be used. */
export const waysSchema = z.object({ safe: z.enum(contactWays).optional(), never: z.enum(contactWays).optional() });

/** What an interruption took the case away from, so that it can come back to it. */
const awaySchema = z.object({
  step: z.string(),
  /** Milliseconds that the step still had; 0 when it was late, absent when it was yet to open and has its own due rule. */
  remaining: z.number().nonnegative().optional(),
  /** Consents as they were, for a withdrawal that is undone. */
  consents: consentsSchema.optional(),
});

/** The record of one youth's pathway: ids, codes and dates only. What people wrote stands in step records and activities. */
export const caseSchema = z.object({
  caseId: z.string(),
  /** What people call the case among themselves; says nothing about the person. */
  reference: z.string(),
  youthId: z.string(),
  organisation: z.string(),
  /** The support mandate that the case belongs to, within the organisation. */
  unit: z.string(),
  /** How the case came in; never shown to administrators, nor to any partner. */
  channel: z.enum([...channels, 'outreach']),
  pathway: z.object({ name: z.string(), version: z.int().positive() }),
  status: z.enum(caseStatuses),
  step: currentStepSchema,
  intensity: z.enum(intensities),
  /** `sub` of the responsible worker, once there is one. */
  responsible: z.string().optional(),
  /** `sub` of the second worker named for a re-engagement. */
  second: z.string().optional(),
  /** `sub` of colleagues who were asked for support with it, or stand in for somebody away, until the next contact. */
  standIns: z.array(z.string()).optional(),
  /** Scopes that the youth decided on. */
  consents: consentsSchema,
  ways: waysSchema.optional(),
  /** A day before which the youth asked that nobody knock again. */
  notBefore: z.iso.date().optional(),
  receivedAt: instant,
  /** When each step was last completed. */
  completions: z.record(z.string(), instant),
  /** `sub` of who proposed what the case is to be decided on, through suspensions and undone withdrawals. */
  proposedBy: z.string().optional(),
  /** Why it ends, once somebody proposed or decided that it does. */
  closureReason: z.enum(closureReasons).optional(),
  closedAt: instant.optional(),
  /** Business changes only: the ETag. */
  version: z.int().positive(),
  /** Where a suspended or withdrawn case can come back to. */
  away: awaySchema.optional(),
  /** Referrals of the same person that were joined to this case, each a case that ended with it. */
  joined: z
    .array(z.object({ caseId: z.string(), reference: z.string(), intensity: z.enum(intensities), at: instant }))
    .optional(),
  /** The case that this referral was joined to. */
  joinedTo: z.string().optional(),
  /** Nothing is asked of anybody any more: the youth has died. */
  rests: restSchema.optional(),
  /** When the youth withdrew: nothing written until then can be read, unless they undo it. */
  sealedAt: instant.optional(),
  /** An interruption that came between two steps, to be applied as soon as the execution comes to one. */
  pending: z
    .object({ interruption: z.enum(interruptionNames), by: z.string(), at: instant, nextDue: instant.optional() })
    .optional(),
  /** ULID of the only execution that may act on this case. */
  generation: z.string(),
  /** The visit that this generation began with. */
  firstVisit: z.int().positive(),
  /** Generations that were begun in a row because an execution had ended, without a step being opened in between. */
  renewals: z.int().nonnegative(),
  /** What the execution is owed, and since when: its start, or the answer to its wait. */
  owed: z.object({ what: z.enum(['start', 'callback']), since: instant }).optional(),
  /** Head of the chain of events; every write of a case appends one, so `seq` also guards against lost updates. */
  chain: z.object({ seq: z.int().nonnegative(), hash: z.string() }),
});

export type Case = z.infer<typeof caseSchema>;

/** The name of a pathway's state machine: one per published version. */
export const machineOf = ({ name, version }: Case['pathway']): string => `${name}-v${version}`;
