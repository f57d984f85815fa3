import { makeCaseStore } from '../../shared/store/case-store.ts';
import { makeNoticeStore } from '../../shared/store/notice-store.ts';
import { keys } from '../../shared/store/keys.ts';
import { makeRecordTable } from '../../shared/store/record-table.ts';
import { makeTimerStore } from '../../shared/store/timer-store.ts';
import { subOf, type System } from './system.ts';

const most = 200;

/** What the record of a running system says of a case's timers. */
export const clockworkOf = (system: System, caseId: string) => {
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable });
  const store = makeCaseStore(table);
  const timers = makeTimerStore(table);
  const notices = makeNoticeStore(table);
  const { pk } = keys.case(caseId);

  return {
    thread: async () => {
      const [read] = await store.readFollowed([caseId]);
      if (!read) throw new Error('no such case');
      return read.thread;
    },
    timer: (timerId: string) => timers.read(caseId, timerId).then((read) => read?.timer),
    /** Rungs as timer, cycle, name and whether they were erased. */
    rungs: async (): Promise<readonly string[]> => {
      const rows = await table.queryCase(pk, { prefix: 'RUNG#', limit: most });
      return rows.map(({ sk, erasedAt }) => `${String(sk).slice(5)}${erasedAt === undefined ? '' : ' erased'}`);
    },
    events: async (): Promise<readonly string[]> =>
      (await store.events(caseId, { limit: most })).items.map(({ type }) => type),
    escalation: async (seq: number) => store.readEscalation(caseId, seq),
    /** What somebody's inbox has of this case. */
    told: async (user: string): Promise<readonly string[]> => {
      const { items } = await notices.inbox(subOf(user), { limit: most });
      return items.flatMap(({ about }) =>
        about.kind === 'rung' && about.caseId === caseId ? [`${about.timerId}.${about.cycle}.${about.rung}`] : [],
      );
    },
    /** Whether a timer of this case still stands in the index. */
    isComingUp: async (): Promise<boolean> => {
      const due = await timers.due({ after: '', now: '9999', limit: 1_000 });
      return due.some((one) => one.caseId === caseId);
    },
  };
};
