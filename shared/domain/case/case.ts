import * as z from 'zod';
import { closureReasonTitles, intensities, scopes, type ClosureReason } from '../vocabulary.ts';

/**
 * starting: received, its execution not yet at the first step · open · closing: the last outcome is recorded, the
 * execution is on its way to `close-case` · closed.
 */
export const caseStatuses = ['starting', 'open', 'closing', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** opening: asked for, the execution has not answered yet · open · completing: an outcome is recorded. */
export const stepStates = ['opening', 'open', 'completing'] as const;

const instant = z.iso.datetime();
const closureReasons = Object.keys(closureReasonTitles) as [ClosureReason, ...ClosureReason[]];

export const currentStepSchema = z.object({
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

/** The record of one youth's pathway: ids, codes and dates only. What people wrote stands in step records and activities. */
export const caseSchema = z.object({
  caseId: z.string(),
  /** What people call the case among themselves; says nothing about the person. */
  reference: z.string(),
  youthId: z.string(),
  organisation: z.string(),
  pathway: z.object({ name: z.string(), version: z.int().positive() }),
  status: z.enum(caseStatuses),
  step: currentStepSchema,
  intensity: z.enum(intensities),
  /** `sub` of the responsible worker, once there is one. */
  responsible: z.string().optional(),
  /** `sub` of the second worker named for a re-engagement. */
  second: z.string().optional(),
  /** Scopes that the youth decided on. */
  consents: z.partialRecord(z.enum(scopes), z.enum(['given', 'refused'])),
  receivedAt: instant,
  /** When each step was last completed. */
  completions: z.record(z.string(), instant),
  /** `sub` of who completed the last visit: a proposal cannot be decided by its proposer. */
  lastActor: z.string().optional(),
  /** Why it ends, once somebody proposed or decided that it does. */
  closureReason: z.enum(closureReasons).optional(),
  closedAt: instant.optional(),
  /** Business changes only: the ETag. */
  version: z.int().positive(),
  /** ULID of the only execution that may act on this case. */
  generation: z.string(),
  /** Since when a start or a callback is owed to the execution. */
  owedSince: instant.optional(),
  /** Head of the chain of events; every write of a case appends one, so `seq` also guards against lost updates. */
  chain: z.object({ seq: z.int().nonnegative(), hash: z.string() }),
});

export type Case = z.infer<typeof caseSchema>;

/** The name of a pathway's state machine: one per published version. */
export const machineOf = ({ name, version }: Case['pathway']): string => `${name}-v${version}`;
