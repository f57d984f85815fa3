import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import type { Notification, ReadNotifications } from '../api/schemas/notification.ts';
import type { Notice } from '../domain/team/notice.ts';
import { noticeWords } from '../i18n/notice-words.ts';
import { keys } from '../store/keys.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import { allowedMember } from './authorised.ts';
import { digest } from './digest.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';
import type { Line, StillStands } from './still-stands.ts';

type Dependencies = {
  readonly notices: NoticeStore;
  readonly members: MembershipStore;
  readonly stillStands: StillStands;
  readonly clock: Clock;
};

type Window = { readonly after?: string | undefined; readonly limit: number };

/** Lines that are looked through for those to be marked: more than a person is told of in months. */
const lookedThrough = 500;
const pageSize = 100;

const idLength = 22;

/** What a line is called outside: its own key names a case that its reader may not be allowed to know. */
const idOf = ({ tellAt, noticeId }: Notice): string => digest([tellAt, noticeId]).slice(0, idLength);

const placeOf = (notice: Notice): string => `${notice.tellAt}#${idOf(notice)}`;

/** Of an intensive case the direction is told the reference, by which it can ask; of all others a number. */
const isForDirection = ({ role }: Membership, { stands, notice: { about } }: Line): boolean =>
  role === 'director' && stands && about.kind === 'rung' && about.intensity === 'intensive';

const shown = (member: Membership, line: Line): Notification => {
  const { notice, stands, found } = line;
  const { about, recordedAt, readAt } = notice;
  const told = about.kind === 'rung' && isForDirection(member, line) ? about.reference : undefined;
  const reference = found?.reference ?? told;
  return {
    notificationId: idOf(notice),
    kind: about.kind,
    title: noticeWords(about),
    stands,
    ...(about.kind === 'rung' && { rung: about.rung, intensity: about.intensity, dueAt: about.dueAt }),
    ...(about.kind === 'advice' && { adviceId: about.adviceId }),
    ...(about.kind === 'undeliverable' && { member: about.sub }),
    ...(found && { caseId: found.caseId }),
    ...(reference !== undefined && { reference }),
    recordedAt,
    ...(readAt !== undefined && { readAt }),
  };
};

const isMeant = (notice: Notice, { ids, until }: ReadNotifications): boolean =>
  until === undefined ? (ids ?? []).includes(idOf(notice)) : Date.parse(notice.recordedAt) <= Date.parse(until);

/** Somebody's own inbox. */
export const makeInbox = ({ notices, members, stillStands, clock }: Dependencies) => {
  /** The key at which a list goes on. @throws ProblemError `bad-cursor` */
  const keyAt = async (sub: string, place: string): Promise<string> => {
    const [tellAt = ''] = place.split('#');
    const told = await notices.noticesOf({ sub, tellAt });
    const last = told.find((notice) => placeOf(notice) === place);
    if (!last) throw new ProblemError('bad-cursor');
    return keys.notice(sub, tellAt, last.noticeId).sk;
  };

  const newest = async (sub: string): Promise<readonly Notice[]> => {
    const found: Notice[] = [];
    let after: string | undefined;
    do {
      const page = await notices.inbox(sub, { after, limit: pageSize });
      found.push(...page.items);
      ({ after } = page);
    } while (after !== undefined && found.length < lookedThrough);
    return found;
  };

  return {
    /**
     * One page, newest first: lines that still stand and lines that nobody has read. What is told of a case is decided on the
     * case as it stands now.
     * @throws ProblemError `no-membership`, `forbidden`, `bad-cursor`
     */
    list: async (sub: string, { after, limit }: Window) => {
      const member = allowedMember(await members.read(sub), 'notification:own');
      const from = after === undefined ? undefined : await keyAt(sub, after);
      const page = await notices.inbox(sub, { after: from, limit });
      const lines = await stillStands(member, page.items);
      const last = page.after === undefined ? undefined : page.items.at(-1);
      return {
        items: lines
          .filter(({ stands, notice }) => stands || notice.readAt === undefined)
          .map((line) => shown(member, line)),
        after: last && placeOf(last),
      };
    },

    /** Marks lines as read; those that are already stay as they are. @throws ProblemError `no-membership`, `forbidden` */
    markRead: async (sub: string, sent: Sent<ReadNotifications>): Promise<number> => {
      allowedMember(await members.read(sub), 'notification:own');
      const which = sent();
      const readAt = clock.now();
      const meant = (await newest(sub)).filter((notice) => notice.readAt === undefined && isMeant(notice, which));
      for (let start = 0; start < meant.length; start += pageSize) {
        const puts = meant
          .slice(start, start + pageSize)
          .map((notice) => notices.puts.readNotice({ ...notice, readAt }));
        await retrying(() => notices.write(puts));
      }
      return meant.length;
    },
  };
};

export type Inbox = ReturnType<typeof makeInbox>;
