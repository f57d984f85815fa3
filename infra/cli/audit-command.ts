import { firstBreak } from '../../shared/cases/chain.ts';
import type { CaseEvent } from '../../shared/domain/case/event.ts';
import type { CaseLists } from '../../shared/store/case-lists.ts';
import type { CaseStore } from '../../shared/store/case-store.ts';

type Record = {
  readonly store: Pick<CaseStore, 'readCases' | 'events'>;
  readonly lists: Pick<CaseLists, 'ofAttention'>;
};

/** A chain that does not hold, from the event numbered `seq` on. */
export type Break = { readonly caseId: string; readonly seq: number };

export type Audit = { readonly cases: number; readonly events: number; readonly breaks: readonly Break[] };

const pageSize = 100;

const eventsOf = async ({ store }: Record, caseId: string): Promise<readonly CaseEvent[]> => {
  const events: CaseEvent[] = [];
  let after: string | undefined;
  do {
    const page = await store.events(caseId, { after, limit: pageSize });
    events.push(...page.items);
    after = page.after;
  } while (after !== undefined);
  return events;
};

/** Events that came while it was checked lie beyond the head that was read, and are the next audit's. */
const breakOf = async (record: Record, caseId: string) => {
  const [found] = await record.store.readCases([caseId]);
  if (!found) return { seq: undefined, events: 0 };
  const events = (await eventsOf(record, caseId)).slice(0, found.chain.seq);
  return { seq: firstBreak(events, found.chain), events: events.length };
};

/** Follows the chain of every case, from its first event to the head that the case names. */
export const auditChains = async (record: Record): Promise<Audit> => {
  const breaks: Break[] = [];
  let cases = 0;
  let events = 0;
  let after: string | undefined;
  for (;;) {
    const listed = await record.lists.ofAttention({ after, before: '\uffff', limit: pageSize });
    for (const { caseId } of listed) {
      const found = await breakOf(record, caseId);
      cases += 1;
      events += found.events;
      if (found.seq !== undefined) breaks.push({ caseId, seq: found.seq });
    }
    if (listed.length < pageSize) return { cases, events, breaks };
    after = listed.at(-1)?.sort;
  }
};

/** What an audit says to a person, in both languages. */
export const auditLines = ({ cases, events, breaks }: Audit): readonly string[] => [
  `${cases} dossiers, ${events} événements / ${cases} cases, ${events} events`,
  ...breaks.map(
    ({ caseId, seq }) => `${caseId} : la chaîne se rompt à l’événement ${seq} / the chain breaks at event ${seq}`,
  ),
  breaks.length === 0 ? 'toutes les chaînes tiennent / every chain holds' : `${breaks.length} ruptures / breaks`,
];
