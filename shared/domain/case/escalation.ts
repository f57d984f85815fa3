import * as z from 'zod';
import type { RungName } from '../pathway/due.ts';
import type { Case } from './case.ts';

const instant = z.iso.datetime();

/** How a request for support ends: somebody was in touch, or the case did. */
export const escalationEnds = ['contact', 'case-ended'] as const;
export type EscalationEnd = (typeof escalationEnds)[number];

/** Rungs that ask for something; `due-soon` only says what is coming. */
export const askingRungs = ['due', 'backup-and-coordinator', 'direction'] as const satisfies readonly RungName[];
export type AskingRung = (typeof askingRungs)[number];

/** A request for support: the contact of a case is late, and people are asked to see to it. One is open at a time for a case. */
export const escalationSchema = z.object({
  caseId: z.string(),
  /** Counts those of its case, from 1. */
  seq: z.int().positive(),
  reference: z.string(),
  organisation: z.string(),
  unit: z.string(),
  /** How far up it was asked. */
  rung: z.enum(askingRungs),
  openedAt: instant,
  raisedAt: instant,
  /** What was due, when it was last asked. */
  dueAt: instant,
  /** `sub` of everybody who was asked. */
  asked: z.array(z.string()),
  status: z.enum(['open', 'acknowledged', 'ended']),
  /** How often the answer was a later date. */
  snoozes: z.int().nonnegative(),
  /** How often each person took it upon themself, by `sub`. */
  own: z.record(z.string(), z.int().positive()).optional(),
  /** Who took it upon them, and until when. */
  owner: z.string().optional(),
  until: instant.optional(),
  answeredAt: instant.optional(),
  endedAt: instant.optional(),
  end: z.enum(escalationEnds).optional(),
});
export type Escalation = z.infer<typeof escalationSchema>;

/** After so many answers of "later", it says whom to talk to instead. */
export const mostSnoozes = 2;

type Asking = {
  readonly rung: AskingRung;
  readonly dueAt: string;
  readonly asked: readonly string[];
  readonly now: string;
};

/** A first request, or the open one asked once more, perhaps further up. Whoever took it is among those asked. */
export const ask = (
  earlier: Escalation | undefined,
  { caseId, reference, organisation, unit }: Pick<Case, 'caseId' | 'reference' | 'organisation' | 'unit'>,
  { seq, ...asking }: Asking & { readonly seq: number },
): Escalation => {
  const { rung, dueAt, asked, now } = asking;
  return {
    ...(earlier ?? { caseId, seq, reference, openedAt: now, snoozes: 0 }),
    organisation,
    unit,
    rung,
    dueAt,
    raisedAt: now,
    asked: [...new Set([...(earlier?.asked ?? []), ...asked])],
    status: 'open',
  };
};

type Answer = { readonly owner: string; readonly by: string; readonly until: string; readonly now: string };

const ownOf = ({ own }: Escalation, sub: string): number => own?.[sub] ?? 0;

/** Whether somebody has put it off, or taken it upon themself, as often as one person may. */
export const isPutOffEnough = (escalation: Escalation, sub: string): boolean =>
  escalation.snoozes + ownOf(escalation, sub) >= mostSnoozes;

/** Somebody takes it upon them until a date; `by` names who, themself or another. */
export const acknowledge = (escalation: Escalation, { owner, by, until, now }: Answer): Escalation => ({
  ...escalation,
  ...(owner === by && { own: { ...escalation.own, [by]: ownOf(escalation, by) + 1 } }),
  status: 'acknowledged',
  owner,
  until,
  answeredAt: now,
});

/** The same people are asked again at a later date. */
export const snooze = (escalation: Escalation, { until, now }: Pick<Answer, 'until' | 'now'>): Escalation => ({
  ...escalation,
  status: 'acknowledged',
  until,
  answeredAt: now,
  snoozes: escalation.snoozes + 1,
});

export const endEscalation = (escalation: Escalation, end: EscalationEnd, now: string): Escalation => ({
  ...escalation,
  status: 'ended',
  endedAt: now,
  end,
});
