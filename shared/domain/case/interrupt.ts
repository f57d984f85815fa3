import type { Completion, Pathway } from '../pathway/pathway.ts';
import { interruptionNames, type ClosureReason, type InterruptionName } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { isDecision } from './guard.ts';
import { isInterruption, leadsTo, resumeOutcome, suspendedStep } from './lead.ts';
import { left } from './remaining.ts';
import { atRest } from './rest.ts';
import type { Answers } from './step-record.ts';
import { isPossible, transitions } from './transition.ts';

export type InterruptionRefusal = 'case-closed' | 'interruption-weaker' | 'not-suspended' | 'step-not-open';

type Order = {
  readonly name: InterruptionName;
  readonly answers: Answers;
  readonly actor: string;
  /** ISO 8601. */
  readonly now: string;
};

/** The interruption that a case is already going through, if any. A withdrawal keeps the consents that it took. */
const inForce = ({ pending, step, away }: Case): InterruptionName | undefined => {
  if (away?.consents) return 'withdraw';
  if (pending) return pending.interruption;
  return step.state === 'completing' && isInterruption(step.outcome) ? step.outcome : undefined;
};

const strength = (name: InterruptionName): number => -interruptionNames.indexOf(name);

/** Why a case cannot be interrupted so now. A withdrawal is refused by nothing but an end that is already reached. */
export const interruptionRefusal = (found: Case, name: InterruptionName): InterruptionRefusal | undefined => {
  const { status, step } = found;
  const current = inForce(found);
  if (status === 'closed' || (status === 'closing' && name !== 'withdraw')) return 'case-closed';
  if (current && strength(name) <= strength(current)) return 'interruption-weaker';
  const isAway = step.id === suspendedStep && step.state === 'open';
  return name === 'suspend' && isAway ? 'interruption-weaker' : undefined;
};

/**
 * Where the case can come back to: a case that is away already stays away from where it was, one between two steps is
 * away from the next.
 */
export const awayFrom = (found: Case, pathway: Pathway, now: string): NonNullable<Case['away']> => {
  const next = leadsTo(found, pathway);
  const isBetween = next !== undefined && pathway.steps[next] !== undefined;
  const { id, dueAt, nextDue } = found.step;
  return (
    found.away ?? (isBetween ? { step: next, ...left(nextDue, now) } : { step: id, ...left(dueAt ?? nextDue, now) })
  );
};

const withdrawn = (consents: Case['consents']): Case['consents'] =>
  Object.fromEntries(
    Object.entries(consents).map(([scope, state]) => [scope, state === 'given' ? 'withdrawn' : state]),
  );

/** What the record itself takes away with an interruption, at once: the execution only follows. */
const revoked = (found: Case, pathway: Pathway, { name, now }: Order): Case =>
  name === 'withdraw'
    ? {
        ...found,
        away: { ...awayFrom(found, pathway, now), consents: found.consents },
        consents: withdrawn(found.consents),
        sealedAt: now,
      }
    : found;

const reasonOf = (pathway: Pathway, { name, answers }: Order): ClosureReason | undefined => {
  const interruption = pathway.interruptions[name];
  const field = interruption.sets?.closureReason;
  if (field !== undefined) return answers[field] as ClosureReason;
  return typeof interruption.reason === 'string' ? interruption.reason : undefined;
};

/** The open step is completed with the interruption. */
const completedWith = (
  found: Case,
  pathway: Pathway,
  name: InterruptionName,
  now: string,
  nextDue: string | undefined,
): Case => {
  const { to } = pathway.interruptions[name];
  const { outcome: _before, nextDue: _earlier, ...step } = found.step;
  return {
    ...found,
    status: to === 'end' ? transitions.end.to.status : transitions.interrupt.to.status,
    ...(to === suspendedStep && { away: awayFrom(found, pathway, now) }),
    step: { ...step, state: 'completing', outcome: name, ...(nextDue !== undefined && { nextDue }) },
    owed: { what: 'callback', since: now },
  };
};

/**
 * The case with an interruption recorded. In an open step it is that step's outcome; in the gap between two it is
 * pending, and the next step is completed with it as soon as the execution asks for it.
 */
export const interrupt = (found: Case, pathway: Pathway, order: Order, nextDueOf: (answer: string) => string): Case => {
  const { name, answers, actor, now } = order;
  const { sets = {} }: Partial<Completion> = pathway.interruptions[name];
  const day = sets.nextDue === undefined ? undefined : answers[sets.nextDue];
  const nextDue = typeof day === 'string' ? nextDueOf(day) : undefined;
  const closureReason = reasonOf(pathway, order);
  const notBefore = sets.notBefore === undefined ? undefined : answers[sets.notBefore];
  const taken = revoked(found, pathway, order);
  const base: Case = {
    ...(closureReason === 'deceased' ? atRest(taken, now, awayFrom(found, pathway, now)) : taken),
    ...(closureReason !== undefined && { closureReason }),
    ...(typeof notBefore === 'string' && { notBefore }),
    ...(isDecision(pathway, pathway.interruptions[name].to) && { proposedBy: actor }),
    version: found.version + 1,
  };
  if (isPossible('interrupt', found)) return completedWith(base, pathway, name, now, nextDue);
  // The last outcome is recorded already: the execution is on its way to the end, and nothing else is to happen to it.
  if (found.status === 'closing' && !found.pending) return base;
  const ends = pathway.interruptions[name].to === 'end';
  return {
    ...base,
    ...(ends && { status: transitions.end.to.status }),
    pending: { interruption: name, by: actor, at: now, ...(nextDue !== undefined && { nextDue }) },
  };
};

/** The case with its pending interruption applied to a visit that its execution has just come to. */
export const applyPending = (
  { pending, ...found }: Case,
  pathway: Pathway,
  {
    step,
    visit,
    now,
    dueAt,
  }: { readonly step: string; readonly visit: number; readonly now: string; readonly dueAt: string | undefined },
): Case => {
  if (!pending) throw new RangeError('nothing is pending');
  const reached = { id: step, visit, state: 'open', openedAt: now, ...(dueAt !== undefined && { dueAt }) } as const;
  const applied = completedWith({ ...found, step: reached }, pathway, pending.interruption, now, pending.nextDue);
  return { ...applied, version: found.version + 1 };
};

/** When a step is due that a case comes back to now; `undefined` leaves it to the step's own rule. ISO 8601. */
export const dueAfter = (away: Case['away'] | Case['rests'], now: string): string | undefined =>
  away?.remaining === undefined ? undefined : new Date(Date.parse(now) + away.remaining).toISOString();

/** Why a case cannot come back from a suspension now. */
export const resumptionRefusal = (found: Case): InterruptionRefusal | undefined => {
  if (found.status === 'closed' || found.status === 'closing') return 'case-closed';
  return isPossible('resume', found) && found.away ? undefined : 'not-suspended';
};

/** The case on its way back from a suspension: a new visit of the step it was away from, with the time that was left. */
export const resume = (found: Case, now: string): Case => {
  const { to } = transitions.resume;
  const { dueAt: _until, nextDue: _earlier, ...step } = found.step;
  const nextDue = dueAfter(found.away, now);
  return {
    ...found,
    status: to.status,
    step: {
      ...step,
      state: to.step,
      outcome: resumeOutcome,
      ...(nextDue !== undefined && { nextDue }),
    },
    version: found.version + 1,
    owed: { what: 'callback', since: now },
  };
};
