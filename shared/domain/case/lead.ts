import type { Pathway } from '../pathway/pathway.ts';
import { interruptionNames, type InterruptionName } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { choicesOf } from './complete.ts';

/** The step of a suspended case: one wait, whose end enters the pathway again. */
export const suspendedStep = 'suspended';

/** The outcome that ends a suspension. */
export const resumeOutcome = 'resume';

export const isInterruption = (name: string | undefined): name is InterruptionName =>
  (interruptionNames as readonly string[]).includes(name ?? '');

/** The step that the recorded outcome leads to; `end` at the end, `undefined` when no outcome is recorded. */
export const leadsTo = ({ step, away }: Case, pathway: Pathway): string | undefined => {
  const { id, outcome } = step;
  if (outcome === undefined) return undefined;
  if (outcome === resumeOutcome) return away?.step;
  if (isInterruption(outcome)) return pathway.interruptions[outcome].to;
  return choicesOf(pathway, id).find(({ name }) => name === outcome)?.outcome.to;
};

/** The step that a case stands at for its contact clock: where its recorded outcome or a pending suspension leads to. */
export const standingAt = (found: Case): string => {
  const { step, away, pending } = found;
  if (pending?.interruption === 'suspend' || step.outcome === 'suspend') return suspendedStep;
  return step.outcome === resumeOutcome ? (away?.step ?? step.id) : step.id;
};

/** What the execution of a case is answered with: the recorded outcome, and where to go on after a suspension. */
export const answerOf = ({ step, away }: Case): { readonly outcome: string; readonly resumeAt?: string } | undefined =>
  step.outcome === undefined
    ? undefined
    : { outcome: step.outcome, ...(step.outcome === resumeOutcome && away && { resumeAt: away.step }) };
