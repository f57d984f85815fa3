import type { Completion, EndReason, Guard, Pathway } from '../shared/domain/pathway/pathway.ts';
import type { Role } from '../shared/domain/vocabulary.ts';

/** One way from a step: an outcome, or an interruption that may happen in it. */
export type Edge = {
  readonly from: string;
  readonly name: string;
  readonly kind: 'outcome' | 'interruption';
  /** A step, `end`, `suspended` or `superseded`. */
  readonly to: string;
  readonly roles: readonly Role[];
  /** The form that is filled on this way; an interruption may have none. */
  readonly completion: Partial<Completion>;
  readonly when: Guard | undefined;
  readonly reason: EndReason | undefined;
};

/** Every way from every step, in the order in which the pathway says them. */
export const edgesOf = (pathway: Pathway): readonly Edge[] =>
  Object.entries(pathway.steps).flatMap(([from, step]) => [
    ...Object.entries(step.outcomes).map(([name, outcome]): Edge => ({
      from,
      name,
      kind: 'outcome',
      to: outcome.to,
      roles: outcome.roles ?? step.roles,
      completion: outcome.form ? outcome : step,
      when: outcome.when,
      reason: outcome.reason,
    })),
    ...Object.entries(pathway.interruptions).map(([name, interruption]): Edge => ({
      from,
      name,
      kind: 'interruption',
      to: interruption.to,
      roles: interruption.roles,
      completion: interruption,
      when: undefined,
      reason: interruption.reason,
    })),
  ]);

/** Where a pathway says it, as a path into the pathway. */
export const whereOf = ({ kind, from, name }: Edge): string =>
  kind === 'outcome' ? `steps.${from}.outcomes.${name}` : `interruptions.${name}`;
