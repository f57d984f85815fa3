import type { Case } from '../domain/case/case.ts';
import type { CaseEvent, EventFacts } from '../domain/case/event.ts';
import { digest } from './digest.ts';

/** What a chain begins with. */
export const genesis: Case['chain'] = { seq: 0, hash: '' };

const hashOf = (event: Omit<CaseEvent, 'hash'>): string => digest(event);

/** Appends one event to a case's chain: the case with its new head, and the event that stands there. */
export const append = (found: Case, facts: EventFacts): { readonly next: Case; readonly event: CaseEvent } => {
  const { caseId, version, chain } = found;
  const body = { ...facts, caseId, version, seq: chain.seq + 1, previous: chain.hash };
  const event = { ...body, hash: hashOf(body) };
  return { next: { ...found, chain: { seq: event.seq, hash: event.hash } }, event };
};

/** Appends an event and those that came of it, in their order. */
export const appendAll = (
  found: Case,
  facts: EventFacts,
  others: readonly EventFacts[],
): { readonly next: Case; readonly event: CaseEvent; readonly events: readonly CaseEvent[] } => {
  const first = append(found, facts);
  const events = [first.event];
  let { next } = first;
  for (const other of others) {
    const appended = append(next, other);
    next = appended.next;
    events.push(appended.event);
  }
  return { next, event: first.event, events };
};

/** The sequence number of the first event that does not follow from the one before it; `undefined` when the chain holds. */
export const firstBreak = (events: readonly CaseEvent[], head: Case['chain']): number | undefined => {
  let last = genesis;
  for (const { hash, ...body } of events) {
    const follows = body.seq === last.seq + 1 && body.previous === last.hash && hashOf(body) === hash;
    if (!follows) return last.seq + 1;
    last = { seq: body.seq, hash };
  }
  return last.seq === head.seq && last.hash === head.hash ? undefined : last.seq + 1;
};
