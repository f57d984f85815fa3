import { ask } from '../../shared/domain/case/escalation.ts';
import type { Timer } from '../../shared/domain/case/timer.ts';
import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { subOf, type System } from './system.ts';

const storeOf = (system: System) =>
  makeCaseStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey }));

/** Writes a timer of a case that is due at this very moment, and answers with it. */
export const writeDueTimer = async (system: System, caseId: string): Promise<Timer> => {
  const store = storeOf(system);
  const at = system.now();
  const timer: Timer = {
    caseId,
    timerId: 'age',
    subject: 'age',
    owner: 'coordinator',
    cycle: 1,
    since: at,
    dueAt: at,
    calendar: 'quebec-1',
    ladder: [{ rung: 'due', at }],
    next: 0,
  };
  await store.write([store.puts.timer(timer)]);
  return timer;
};

/** Opens a request for support of a case, as the sweep would when its contact is late. */
export const writeEscalation = async (system: System, caseId: string): Promise<void> => {
  const store = storeOf(system);
  const coordinator = subOf('coordinator@est');
  const { found, thread } = await store.readForCommand({ caseId, sub: coordinator });
  if (!found || !thread) throw new Error('no such case');
  const now = system.now();
  const asking = { seq: 1, rung: 'backup-and-coordinator', dueAt: now, asked: [coordinator], now } as const;
  await store.write([
    store.puts.thread({ ...thread, escalations: { count: 1, isOpen: true } }, thread),
    store.puts.escalation(ask(undefined, found, asking)),
  ]);
};
