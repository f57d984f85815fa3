import type { Pathway } from '../pathway/pathway.ts';
import type { Case } from './case.ts';
import { dueAfter } from './interrupt.ts';
import { isPossible, transitions } from './transition.ts';

/** How long a youth may undo a withdrawal: the same step, nothing retyped. Milliseconds. */
const undoFor = 7 * 86_400_000;

export type ReopeningRefusal = 'not-closed';

/** Whether a re-opening now undoes a withdrawal. */
export const isUndo = ({ sealedAt, away }: Case, now: string): boolean =>
  sealedAt !== undefined && away !== undefined && Date.parse(now) - Date.parse(sealedAt) <= undoFor;

/** Why a case cannot be re-opened now. A withdrawal can be undone before its execution has come to the end, a rest at any time. */
export const reopeningRefusal = (found: Case, now: string): ReopeningRefusal | undefined => {
  const isReady = found.status === 'closed' || isUndo(found, now) || found.rests !== undefined;
  return isReady && isPossible('reopen', found) ? undefined : 'not-closed';
};

/** The step at which a closed case goes on: the first whose scopes are given. */
const entryOf = (pathway: Pathway, consents: Case['consents']): string =>
  pathway.reopening.find(({ when }) => (when?.consent ?? []).every((scope) => consents[scope] === 'given'))?.to ??
  pathway.start;

/** Where a case was before a withdrawal that is undone, or a death that was a mistake. */
const placeBefore = (found: Case, now: string): Case['away'] | Case['rests'] =>
  isUndo(found, now) ? found.away : found.rests;

const consentsAfter = (found: Case, now: string): Case['consents'] =>
  isUndo(found, now) ? (found.away?.consents ?? found.consents) : found.consents;

/** The step at which a re-opened case goes on. */
export const reopensAt = (found: Case, pathway: Pathway, now: string): string =>
  placeBefore(found, now)?.step ??
  (found.joinedTo === undefined ? undefined : found.step.id) ??
  entryOf(pathway, consentsAfter(found, now));

/** The case on its way back into the pathway, in a generation of its own. `waits`: until the day that the youth named. */
export const reopen = (
  found: Case,
  pathway: Pathway,
  { generation, now, waits }: { readonly generation: string; readonly now: string; readonly waits: boolean },
): Case => {
  const {
    closedAt: _closed,
    closureReason: _reason,
    away: _away,
    sealedAt,
    pending: _pending,
    proposedBy,
    notBefore,
    rests: _mistaken,
    joinedTo: _separated,
    step,
    ...rest
  } = found;
  const { to } = transitions.reopen;
  const undoes = isUndo(found, now);
  const nextDue = dueAfter(placeBefore(found, now), now);
  // A visit that was asked for and never opened is not used up.
  const visit = step.state === 'opening' ? step.visit : step.visit + 1;
  return {
    ...rest,
    // What was written before a withdrawal that stands stays sealed.
    ...(!undoes && sealedAt !== undefined && { sealedAt }),
    // A step that is come back to is decided by the same people.
    ...(undoes && proposedBy !== undefined && { proposedBy }),
    ...(waits && notBefore !== undefined && { notBefore }),
    status: to.status,
    step: {
      id: reopensAt(found, pathway, now),
      visit,
      state: to.step,
      ...(nextDue !== undefined && { nextDue }),
    },
    consents: consentsAfter(found, now),
    generation,
    firstVisit: visit,
    renewals: 0,
    version: found.version + 1,
    owed: { what: 'start', since: now },
  };
};
