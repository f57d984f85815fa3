import type { Case } from '../domain/case/case.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import { caseItem } from './items/case-item.ts';
import { threadItem, timerItem } from './items/timer-items.ts';
import { allShards, indexes, indexKeys, keys } from './keys.ts';
import type { RecordTable } from './record-table.ts';
import type { Put } from './writes.ts';
import { threadPut } from './thread-put.ts';
import { inPlaceOf } from './version-read.ts';

/** A timer that comes up, as the index has it: possibly stale. */
export type ComingUp = { readonly caseId: string; readonly timerId: string; readonly sort: string };

/** A timer and what it is believed by. */
export type TimerRead = { readonly found: Case; readonly thread: Thread; readonly timer: Timer };

const contact = 'contact';

/** Whoever recorded a rung since, or scheduled the timer anew, stands. */
const unmoved = ({ cycle, next }: Timer): NonNullable<Put['when']> => ({
  expression: '#cycle = :cycle AND #next = :next',
  names: { '#cycle': 'cycle', '#next': 'next' },
  values: { ':cycle': cycle, ':next': next },
});

/** The timers of all cases, in the order in which they come up. */
export const makeTimerStore = (table: RecordTable) => {
  const putThread = threadPut(table.table);

  const comingUp = async (window: {
    readonly after: string;
    readonly before: string;
    readonly limit: number;
  }): Promise<readonly ComingUp[]> => {
    const pages = await Promise.all(
      allShards.map((shard) => table.queryIndex(indexes.attention, { pk: indexKeys.due(shard), ...window })),
    );
    return pages
      .flat()
      .sort((a, b) => (a.sort < b.sort ? -1 : 1))
      .slice(0, window.limit)
      .flatMap(({ sort }) => {
        const [, caseId, timerId] = sort.split('#');
        return caseId === undefined || timerId === undefined ? [] : [{ caseId, timerId, sort }];
      });
  };

  return {
    /** Timers whose next rung has come by `now`, oldest first, from `after` on. */
    due: ({ after, now, limit }: { readonly after: string; readonly now: string; readonly limit: number }) =>
      comingUp({ after, before: `${now}#\uffff`, limit }),

    /** When the first timer after `now` comes up. ISO 8601. */
    nextAfter: async (now: string): Promise<string | undefined> => {
      const [first] = await comingUp({ after: `${now}#\uffff`, before: '\uffff', limit: 1 });
      return first?.sort.slice(0, first.sort.indexOf('#'));
    },

    /** A timer with its case, in one consistent read; `undefined` when it is not there any more. */
    read: async (caseId: string, timerId: string): Promise<TimerRead | undefined> => {
      const [caseRow, threadRow, timerRow] = await table.batchRead([
        keys.case(caseId),
        keys.thread(caseId),
        ...(timerId === contact ? [] : [keys.timer(caseId, timerId)]),
      ]);
      const [found, thread] = [table.readable(caseItem, caseRow), table.readable(threadItem, threadRow)];
      if (!found || !thread) return undefined;
      const timer = timerId === contact ? thread.timer : table.readable(timerItem, timerRow);
      return timer && { found, thread, timer };
    },

    puts: {
      /** The thread as it was read: refused when anything of it was written since, as a re-opening does. */
      unmovedThread: ({ thread }: TimerRead): Put => putThread(thread, thread),
      /** The timer with its next rung, as a put of a transaction: the claim of whoever records a rung. */
      rung: (timer: Timer, { thread, timer: read }: TimerRead): Put =>
        read.timerId === contact
          ? putThread({ ...thread, timer }, thread)
          : { name: 'timer', table: table.table, row: inPlaceOf(timerItem.toRow(timer), read), when: unmoved(read) },
    },

    /** @throws WriteRefusedError when somebody else wrote in between; nothing was written then */
    write: (writes: readonly Put[]): Promise<void> => table.transact(writes),
  };
};

export type TimerStore = ReturnType<typeof makeTimerStore>;
