import type { Notice } from '../../../shared/domain/team/notice.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { mailbox } from '../messages/told.ts';
import type { System } from '../system.ts';
import { subOf, userAt } from './people.ts';

/** An e-mail that left, and the lines that it was to count. */
export type Told = {
  readonly user: string;
  readonly at: string;
  /** How many things it says there are to look at. */
  readonly total: number;
  readonly notices: readonly Notice[];
};

/** A message leaves within so long of its time. */
const leavesWithinMs = 180_000;

/** Every e-mail that left after a moment, oldest first. @throws Error for one to somebody who is not of the team */
export const toldSince = async (system: System, since: string): Promise<readonly Told[]> => {
  const store = makeNoticeStore(makeRecordTable({ client: system.dynamoDb(), table: system.recordTable }));
  const mails = (await mailbox(system)).filter(({ sentAt }) => sentAt > since).toReversed();
  return Promise.all(
    mails.map(async ({ messageId, to, sentAt, subject }) => {
      const user = userAt(to.join());
      if (user === undefined) throw new Error(`a message went to ${to.join()}, who is not of the team`);
      const from = new Date(Date.parse(sentAt) - leavesWithinMs).toISOString();
      const near = await store.noticesBetween(subOf(user), from, sentAt);
      const moments = [...new Set(near.map(({ tellAt }) => tellAt))];
      const messages = await Promise.all(moments.map((tellAt) => store.readMessage(subOf(user), tellAt)));
      const mine = messages.find((message) => message?.providerId === messageId);
      const notices = near.filter(({ tellAt }) => tellAt === mine?.tellAt);
      return { user, at: sentAt, total: Number(/\d+/.exec(subject)?.[0]), notices };
    }),
  );
};
