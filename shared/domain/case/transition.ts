import type { Case, CaseStatus } from './case.ts';

type StepState = Case['step']['state'];
type Transition = {
  readonly from: { readonly status: readonly CaseStatus[]; readonly step: readonly StepState[] };
  readonly to: { readonly status: CaseStatus; readonly step: StepState };
};

/** Every change of a case's status, once: from where, to where. What is not here cannot happen. */
export const transitions = {
  open: {
    from: { status: ['starting', 'open'], step: ['opening', 'completing'] },
    to: { status: 'open', step: 'open' },
  },
  complete: { from: { status: ['open'], step: ['open'] }, to: { status: 'open', step: 'completing' } },
  end: { from: { status: ['open'], step: ['open'] }, to: { status: 'closing', step: 'completing' } },
  close: { from: { status: ['closing'], step: ['completing'] }, to: { status: 'closed', step: 'completing' } },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

export const isPossible = (name: TransitionName, { status, step }: Case): boolean => {
  const { from }: Transition = transitions[name];
  return from.status.includes(status) && from.step.includes(step.state);
};
