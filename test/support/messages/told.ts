import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Message, NoticeAbout } from '../../../shared/domain/team/notice.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { subOf, type System } from '../system.ts';

const storeOf = (system: System) =>
  makeNoticeStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable, rowKey: system.rowKey }));

/** Tells somebody of something in a message of this very moment, as a sweep does, and answers with that moment. */
export const tell = async (
  system: System,
  user: string,
  about: NoticeAbout = { kind: 'advice', adviceId: randomUUID() },
  change: Partial<Message> = {},
): Promise<string> => {
  const { write, puts } = storeOf(system);
  const [sub, tellAt] = [subOf(user), system.now()];
  await write([
    puts.notice({ sub, noticeId: randomUUID(), recordedAt: tellAt, tellAt, about }),
    puts.message({ sub, tellAt, state: 'waiting', tryAt: tellAt, attempts: 0, ...change }),
  ]);
  return tellAt;
};

/** The message to somebody of a moment. */
export const messageTo = (system: System, user: string, tellAt: string): Promise<Message | undefined> =>
  storeOf(system).readMessage(subOf(user), tellAt);

const mailSchema = z.object({
  messageId: z.string(),
  sentAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  tags: z.record(z.string(), z.string()),
});

/** What arrived in the local mailbox, newest first. */
export const mailbox = async (system: System, to?: string) => {
  const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
  return z.array(mailSchema).parse((await system.nobody.get(`/_local/mailbox${query}`)).body);
};
