import { ProblemError } from '../api/problem.ts';
import type { Case } from '../domain/case/case.ts';
import type { Thread } from '../domain/case/thread.ts';
import type { Timer } from '../domain/case/timer.ts';
import type { Message, Notice, NoticeAbout } from '../domain/team/notice.ts';
import { caseItem } from './items/case-item.ts';
import { messageItem, noticeItem } from './items/notice-items.ts';
import { threadItem, timerItem } from './items/timer-items.ts';
import { families, indexes, indexKeys, keys, type Key } from './keys.ts';
import type { RecordTable } from './record-table.ts';
import { isNew, type Put, type Row } from './writes.ts';

/** How many notices one message counts at most: more than anybody is told of in a day. */
const mostCounted = 500;

/** What a notice is about, as the record stands: nothing where the notice names nothing, or it is gone. */
export type Cause = {
  readonly found: Case | undefined;
  readonly thread: Thread | undefined;
  readonly timer: Timer | undefined;
};

/** The contact timer stands in the thread's row. */
const isContact = (about: NoticeAbout): boolean => about.kind === 'rung' && about.timerId === 'contact';

const causeKeys = (about: NoticeAbout): readonly Key[] => {
  if (about.kind === 'debrief' || about.kind === 'death' || about.kind === 'referral-joined')
    return [keys.case(about.caseId)];
  if (about.kind === 'alarm') return [keys.case(about.caseId), keys.thread(about.caseId)];
  if (about.kind !== 'rung') return [];
  const { caseId, timerId } = about;
  return [keys.case(caseId), keys.thread(caseId), ...(isContact(about) ? [] : [keys.timer(caseId, timerId)])];
};

/** What people are told: the lines of their inboxes, and the messages that count them. */
export const makeNoticeStore = (table: RecordTable) => {
  const causeIn = (about: NoticeAbout, [found, ofThread, ofTimer]: readonly (Row | undefined)[]): Cause => {
    const thread = table.readable(threadItem, ofThread);
    const timer = isContact(about) ? thread?.timer : table.readable(timerItem, ofTimer);
    return { found: table.readable(caseItem, found), thread, timer };
  };

  const put = (name: string, row: Row, when: Put['when']): Put => ({
    name,
    table: table.table,
    row,
    ...(when && { when }),
  });

  const notice = (value: Notice) => put('notice', noticeItem.toRow(value), isNew);

  /** A message that counts one more notice: refused when it has left, or is about to. */
  const message = (value: Message) =>
    put('message', messageItem.toRow(value), {
      expression: 'attribute_not_exists(pk) OR #state = :waiting',
      names: { '#state': 'state' },
      values: { ':waiting': 'waiting' },
    });

  return {
    /** The first messages of a shard by the moment at which they have to be looked at. The index may be stale: read them again. */
    outbox: async (shard: number, limit: number): Promise<readonly { readonly key: Key; readonly tryAt: string }[]> => {
      const pk = indexKeys.outbox(shard);
      const found = await table.queryIndex(indexes.attention, { pk, after: '', before: '\uffff', limit });
      return found.map(({ key, sort }) => ({ key, tryAt: sort.split('#')[0] ?? sort }));
    },

    /** Messages as they stand, by the keys that the outbox gave. */
    readMessages: async (wanted: readonly Key[]): Promise<readonly Message[]> =>
      (await table.batchRead(wanted)).flatMap((row) => table.readable(messageItem, row) ?? []),

    readMessage: async (sub: string, tellAt: string): Promise<Message | undefined> => {
      const [row] = await table.batchRead([keys.message(sub, tellAt)]);
      return table.readable(messageItem, row);
    },

    /** What notices are about, as it stands now, in the same order. */
    readCauses: async (abouts: readonly NoticeAbout[]): Promise<readonly Cause[]> => {
      const rows = await table.batchRead(abouts.flatMap(causeKeys));
      let place = 0;
      return abouts.map((about) => causeIn(about, rows.slice(place, (place += causeKeys(about).length))));
    },

    /** What the message to `sub` of that moment counts. */
    noticesOf: async ({ sub, tellAt }: Pick<Message, 'sub' | 'tellAt'>): Promise<readonly Notice[]> => {
      const { pk, sk: prefix } = keys.notice(sub, tellAt, '');
      return (await table.queryCase(pk, { prefix, limit: mostCounted })).flatMap(
        (row) => table.readable(noticeItem, row) ?? [],
      );
    },

    /** Lines of an inbox that are told between two moments, both included. */
    noticesBetween: async (sub: string, from: string, until: string): Promise<readonly Notice[]> => {
      const { pk, sk: after } = keys.notice(sub, from, '');
      const rows = await table.queryCase(pk, { prefix: families.notices, after, limit: mostCounted });
      return rows.flatMap((row) => table.readable(noticeItem, row) ?? []).filter(({ tellAt }) => tellAt <= until);
    },

    /** One page of an inbox, newest first; `after` is the sort key of the last line seen. */
    inbox: async (
      sub: string,
      { after, limit }: { readonly after?: string | undefined; readonly limit: number },
    ): Promise<{ readonly items: readonly Notice[]; readonly after: string | undefined }> => {
      const prefix = families.notices;
      if (after !== undefined && !after.startsWith(prefix)) throw new ProblemError('bad-cursor');
      const { pk } = keys.membership(sub);
      const rows = await table.queryCase(pk, { prefix, after, limit, newestFirst: true });
      const last = rows.length < limit ? undefined : rows.at(-1);
      return { items: rows.flatMap((row) => table.readable(noticeItem, row) ?? []), after: last && String(last['sk']) };
    },

    /** @throws WriteRefusedError when somebody else wrote in between; nothing was written then */
    write: (writes: readonly Put[]): Promise<void> => table.transact(writes),

    /** Puts of a transaction; each carries its own condition. */
    puts: {
      notice,
      message,
      /** A line of somebody's inbox, and the message that counts it. */
      told: (value: Notice): readonly Put[] => {
        const { sub, tellAt } = value;
        return [notice(value), message({ sub, tellAt, state: 'waiting', tryAt: tellAt, attempts: 0 })];
      },
      /** Marks a notice that stands as read. */
      readNotice: (value: Notice) => put('notice', noticeItem.toRow(value), { expression: 'attribute_exists(pk)' }),
      /** `read` is the message as it was read: whoever claimed or closed it since then stands. */
      changedMessage: (value: Message, read: Message) =>
        put('message', messageItem.toRow(value), {
          expression: '#state = :state AND attempts = :attempts',
          names: { '#state': 'state' },
          values: { ':state': read.state, ':attempts': read.attempts },
        }),
    },
  };
};

export type NoticeStore = ReturnType<typeof makeNoticeStore>;
