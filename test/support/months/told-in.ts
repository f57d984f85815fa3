import type { Notice } from '../../../shared/domain/team/notice.ts';
import { noticeItem } from '../../../shared/store/items/notice-items.ts';
import { families, keys } from '../../../shared/store/keys.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { nameOf, team } from '../calendar/people.ts';
import { dayWords } from '../calendar/french-moment.ts';
import { mailbox } from '../messages/told.ts';
import type { System } from '../system.ts';

/** Enough for all that one person is told in the simulated months. */
const most = 20_000;

/** A line of somebody's inbox, whose it is by first name. */
export type Told = Pick<Notice, 'recordedAt' | 'tellAt' | 'about'> & { readonly who: string };

/** All that anybody of the team was told. */
export const toldIn = async (system: System): Promise<readonly Told[]> => {
  const table = makeRecordTable({ client: system.dynamoDb(), table: system.recordTable });
  const inboxes = team.map(async ({ membership: { sub } }) => {
    const rows = await table.queryCase(keys.membership(sub).pk, { prefix: families.notices, limit: most });
    return rows
      .map((row) => noticeItem.fromRow(row))
      .map(({ recordedAt, tellAt, about }) => ({ who: nameOf(sub), recordedAt, tellAt, about }));
  });
  return (await Promise.all(inboxes)).flat().sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
};

/** An e-mail that arrived: to whom by first name, and on which day in Montréal. */
export type Mail = { readonly id: string; readonly who: string; readonly day: string; readonly sentAt: string };

/** The newest e-mails: the local mailbox shows two hundred. */
export const newestMails = async (system: System): Promise<readonly Mail[]> =>
  (await mailbox(system)).flatMap(({ messageId, to, sentAt }) =>
    to.map((address) => ({ id: `${messageId} ${address}`, who: nameOf(address), day: dayWords(sentAt), sentAt })),
  );
