import type { Case, CaseStatus } from './case.ts';

type StepState = Case['step']['state'];
type Transition = {
  readonly from: { readonly status: readonly CaseStatus[]; readonly step: readonly StepState[] };
  readonly to: { readonly status: CaseStatus; readonly step: StepState };
};

const live = ['starting', 'open', 'suspended'] as const;

/** Every change of a case's status, once: from where, to where. What is not here cannot happen. */
export const transitions = {
  open: { from: { status: live, step: ['opening', 'completing'] }, to: { status: 'open', step: 'open' } },
  wait: { from: { status: live, step: ['opening', 'completing'] }, to: { status: 'suspended', step: 'open' } },
  complete: { from: { status: ['open'], step: ['open'] }, to: { status: 'open', step: 'completing' } },
  end: { from: { status: ['open'], step: ['open'] }, to: { status: 'closing', step: 'completing' } },
  interrupt: { from: { status: ['open', 'suspended'], step: ['open'] }, to: { status: 'open', step: 'completing' } },
  resume: { from: { status: ['suspended'], step: ['open'] }, to: { status: 'suspended', step: 'completing' } },
  close: { from: { status: ['closing'], step: ['completing'] }, to: { status: 'closed', step: 'completed' } },
  reopen: {
    from: { status: [...live, 'closing', 'closed'], step: ['opening', 'open', 'completing', 'completed'] },
    to: { status: 'starting', step: 'opening' },
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

export const isPossible = (name: TransitionName, { status, step }: Case): boolean => {
  const { from }: Transition = transitions[name];
  return from.status.includes(status) && from.step.includes(step.state);
};
