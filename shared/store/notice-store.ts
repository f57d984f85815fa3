import { ProblemError } from '../api/problem.ts';
import type { Message, Notice } from '../domain/team/notice.ts';
import { messageItem, noticeItem } from './items/notice-items.ts';
import { families, indexes, indexKeys, keys } from './keys.ts';
import { isNew, type Put, type RecordTable, type Row } from './record-table.ts';

/** How many notices one message counts at most: more than anybody is told of in a day. */
const mostCounted = 500;

/** What people are told: the lines of their inboxes, and the messages that count them. */
export const makeNoticeStore = (table: RecordTable) => {
  const put = (name: string, row: Row, when: Put['when']): Put => ({
    name,
    table: table.table,
    row,
    ...(when && { when }),
  });

  return {
    /** Messages of one shard that have to be looked at until `now`, oldest first. The index may be stale: read them again. */
    outbox: async (shard: number, { now, limit }: { readonly now: string; readonly limit: number }) => {
      const found = await table.queryIndex(indexes.attention, {
        pk: indexKeys.outbox(shard),
        after: '',
        before: `${now}#\uffff`,
        limit,
      });
      return found.map(({ key }) => key);
    },

    /** The first moment after `now` at which a message of the shard has to be looked at. */
    nextInOutbox: async (shard: number, now: string): Promise<string | undefined> => {
      const [first] = await table.queryIndex(indexes.attention, {
        pk: indexKeys.outbox(shard),
        after: `${now}#\uffff`,
        before: '\uffff',
        limit: 1,
      });
      return first?.sort.split('#')[0];
    },

    /** Messages as they stand, by the keys that the outbox gave. */
    readMessages: async (wanted: Parameters<RecordTable['batchRead']>[0]): Promise<readonly Message[]> =>
      (await table.batchRead(wanted)).flatMap((row) => (row ? [messageItem.fromRow(row)] : [])),

    readMessage: async (sub: string, tellAt: string): Promise<Message | undefined> => {
      const [row] = await table.batchRead([keys.message(sub, tellAt)]);
      return row && messageItem.fromRow(row);
    },

    readNotices: async (wanted: readonly Pick<Notice, 'sub' | 'tellAt' | 'noticeId'>[]): Promise<readonly Notice[]> => {
      const rows = await table.batchRead(wanted.map(({ sub, tellAt, noticeId }) => keys.notice(sub, tellAt, noticeId)));
      return rows.flatMap((row) => (row ? [noticeItem.fromRow(row)] : []));
    },

    /** What the message to `sub` of that moment counts. */
    noticesOf: async ({ sub, tellAt }: Pick<Message, 'sub' | 'tellAt'>): Promise<readonly Notice[]> => {
      const { pk, sk: prefix } = keys.notice(sub, tellAt, '');
      return (await table.queryCase(pk, { prefix, limit: mostCounted })).map(noticeItem.fromRow);
    },

    /** Lines of an inbox that are told between two moments, both included. */
    noticesBetween: async (sub: string, from: string, until: string): Promise<readonly Notice[]> => {
      const { pk, sk: after } = keys.notice(sub, from, '');
      const rows = await table.queryCase(pk, { prefix: families.notices, after, limit: mostCounted });
      return rows.map(noticeItem.fromRow).filter(({ tellAt }) => tellAt <= until);
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
      return { items: rows.map(noticeItem.fromRow), after: last && String(last['sk']) };
    },

    /** @throws WriteRefusedError when somebody else wrote in between; nothing was written then */
    write: (writes: readonly Put[]): Promise<void> => table.transact(writes),

    /** Puts of a transaction; each carries its own condition. */
    puts: {
      notice: (value: Notice) => put('notice', noticeItem.toRow(value), isNew),
      /** Marks a notice that stands as read. */
      readNotice: (value: Notice) => put('notice', noticeItem.toRow(value), { expression: 'attribute_exists(pk)' }),
      /** A message that counts one more notice: refused when it has left, or is about to. */
      message: (value: Message) =>
        put('message', messageItem.toRow(value), {
          expression: 'attribute_not_exists(pk) OR #state = :waiting',
          names: { '#state': 'state' },
          values: { ':waiting': 'waiting' },
        }),
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
