import type { Case } from './case.ts';
import { suspendedStep } from './lead.ts';
import { isPossible, transitions } from './transition.ts';

/** What an execution asks: that this visit of this step be open. */
export type OpenRequest = { readonly generation: string; readonly step: string; readonly visit: number };

/**
 * What "make sure it is open, or answer at once" comes to, whatever was retried, redriven or reordered.
 *
 * superseded: another generation acts on this case · open: open the visit · interrupt: an interruption came before it, so
 * the visit is completed with it at once · ready: it is open · pay: its outcome is recorded, so answer with it · nothing:
 * a newer visit is under way, or the case has ended.
 */
export type OpenDecision = 'superseded' | 'open' | 'interrupt' | 'ready' | 'pay' | 'nothing';

const openOr = (found: Case): OpenDecision => {
  if (found.pending) return 'interrupt';
  if (isPossible('open', found)) return 'open';
  throw new RangeError('the execution asks for a step of a case that is ending');
};

/**
 * Decides on an execution's question. `next` is the step that the recorded outcome leads to.
 * @throws RangeError when the execution asks for a step that the record does not lead to: they have drifted apart
 */
export const decideOpening = (found: Case, request: OpenRequest, next: string | undefined): OpenDecision => {
  const { generation, status, step } = found;
  if (request.generation !== generation) return 'superseded';
  if (status === 'closed' || request.visit < step.visit) return 'nothing';
  if (request.visit === step.visit && request.step === step.id) {
    if (step.state === 'open') return 'ready';
    return step.state === 'completing' ? 'pay' : openOr(found);
  }
  const isNext = request.visit === step.visit + 1 && step.state === 'completing' && request.step === next;
  if (isNext) return openOr(found);
  throw new RangeError('the execution asks for a step that the record does not lead to');
};

/** The case with a visit open. A step that the case was away from is its own again. */
export const open = (
  { owed: _paid, away, ...found }: Case,
  { step, visit }: Pick<OpenRequest, 'step' | 'visit'>,
  { now, dueAt }: { readonly now: string; readonly dueAt: string | undefined },
): Case => {
  const isWaiting = step === suspendedStep;
  const { to } = transitions[isWaiting ? 'wait' : 'open'];
  return {
    ...found,
    ...(isWaiting && away && { away }),
    status: to.status,
    step: { id: step, visit, state: to.step, openedAt: now, ...(dueAt !== undefined && { dueAt }) },
    renewals: 0,
    version: found.version + 1,
  };
};

/** The case with nothing owed: its execution waits for the open step. */
export const paid = ({ owed: _paid, ...found }: Case): Case => found;

/** The case once its execution has come to the end. */
export const close = ({ owed: _paid, pending: _late, ...found }: Case, now: string): Case => ({
  ...found,
  status: transitions.close.to.status,
  step: { ...found.step, state: transitions.close.to.step },
  closedAt: now,
  version: found.version + 1,
});
