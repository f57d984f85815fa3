import type { Case } from '../domain/case/case.ts';
import type { EventFacts } from '../domain/case/event.ts';
import { endEscalation, type EscalationEnd } from '../domain/case/escalation.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Put } from '../store/writes.ts';

/** What a command does to the contact thread, and to the request for support that hangs on it. */
export type Settled = {
  readonly changed: Case;
  readonly thread: Thread;
  /** Beside the command's own, in the same transaction. */
  readonly facts: readonly EventFacts[];
  readonly puts: readonly Put[];
};

type Moved = {
  readonly changed: Case;
  readonly before: Thread;
  readonly after: Thread;
  /** Why a request that is open has nothing left to ask for. */
  readonly end: EscalationEnd | undefined;
  readonly actor: string;
  readonly now: string;
};

/** Those who stood in are asked no longer once the responsible worker has been in touch, or the case has ended. */
const isRelieved = ({ changed, end, actor }: Moved): boolean =>
  end === 'case-ended' || (end === 'contact' && actor === changed.responsible);

const withoutStandIns = ({ standIns: _thanked, ...changed }: Case): Case => changed;

/** Writes down where a command leaves the thread, and ends the request for support that it answers. */
export const settle = async (store: CaseStore, moved: Moved): Promise<Settled> => {
  const { changed, before, after, end, actor, now } = moved;
  const { isOpen, count } = before.escalations;
  const escalation = end && isOpen ? await store.readEscalation(before.caseId, count) : undefined;
  const relieved = isRelieved(moved) ? withoutStandIns(changed) : changed;
  if (!end || !escalation) {
    const puts = after === before ? [] : [store.puts.thread(after, before)];
    return { changed: relieved, thread: after, facts: [], puts };
  }
  const thread = { ...after, escalations: { count, isOpen: false } };
  return {
    changed: relieved,
    thread,
    facts: [{ type: 'support-ended', at: now, actor, rung: escalation.rung, end }],
    puts: [store.puts.thread(thread, before), store.puts.escalation(endEscalation(escalation, end, now))],
  };
};
