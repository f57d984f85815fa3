import type { Case } from './case.ts';
import { isPossible, transitions } from './transition.ts';

/** What an execution asks: that this visit of this step be open. */
export type OpenRequest = { readonly generation: string; readonly step: string; readonly visit: number };

/**
 * What "make sure it is open, or answer at once" comes to, whatever was retried, redriven or reordered.
 *
 * superseded: another generation acts on this case · open: open the visit · ready: it is open · pay: its outcome is
 * recorded, so answer with it · nothing: a newer visit is under way, or the case has ended.
 */
export type OpenDecision = 'superseded' | 'open' | 'ready' | 'pay' | 'nothing';

/** @throws RangeError when the execution asks for a step that the record does not lead to: they have drifted apart */
export const decideOpening = (found: Case, request: OpenRequest, next: string | undefined): OpenDecision => {
  const { generation, status, step } = found;
  if (request.generation !== generation) return 'superseded';
  if (status === 'closed' || request.visit < step.visit) return 'nothing';
  if (request.visit === step.visit && request.step === step.id) {
    if (step.state === 'open') return 'ready';
    return step.state === 'completing' ? 'pay' : 'open';
  }
  const isNext = request.visit === step.visit + 1 && step.state === 'completing' && request.step === next;
  if (isNext && isPossible('open', found)) return 'open';
  throw new RangeError('the execution asks for a step that the record does not lead to');
};

/** The case with a visit open. */
export const open = (
  { owedSince: _paid, ...found }: Case,
  { step, visit }: OpenRequest,
  { now, dueAt }: { readonly now: string; readonly dueAt: string },
): Case => {
  const { to } = transitions.open;
  return {
    ...found,
    status: to.status,
    step: { id: step, visit, state: to.step, openedAt: now, dueAt },
    version: found.version + 1,
  };
};

/** The case with nothing owed: its execution waits for the open step. */
export const paid = ({ owedSince: _paid, ...found }: Case): Case => found;

/** The case once its execution has come to the end. */
export const close = ({ owedSince: _paid, ...found }: Case, now: string): Case => ({
  ...found,
  status: transitions.close.to.status,
  closedAt: now,
  version: found.version + 1,
});
