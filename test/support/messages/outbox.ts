import type { Membership } from '../../../shared/access/membership.ts';
import { makeNoteDelivery } from '../../../shared/cases/note-delivery.ts';
import { makeRaiseUndeliverable } from '../../../shared/cases/raise-undeliverable.ts';
import { makeSendMessages } from '../../../shared/cases/send-messages.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import type { Message, NoticeAbout } from '../../../shared/domain/team/notice.ts';
import type { Channel, Outgoing } from '../../../shared/messages/channel.ts';
import { installationLinkSchema } from '../../../shared/messages/installation-link.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable } from '../../../shared/store/record-table.ts';
import { calendarOf } from '../../../shared/time/quebec.ts';
import { aCase, aThread } from '../../unit/case/a-case.ts';
import { openDynamoDb, tables } from '../protocol/record.ts';
import { oneRowKey } from '../vault.ts';

/** The moment that messages of these tests are for: a Monday at nine in Montréal. */
export const monday = '2026-03-16T13:00:00.000Z';

export const memberOf = (sub: string, over: Partial<Membership> = {}): Membership => ({
  sub,
  name: `Name of ${sub}`,
  role: 'caseworker',
  organisation: 'est',
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
  email: `${sub}@parcours.example`,
  ...over,
});

export const rungOf = (
  caseId: string,
  over: Partial<Extract<NoticeAbout, { readonly kind: 'rung' }>> = {},
): NoticeAbout => ({
  kind: 'rung',
  caseId,
  reference: 'ABCDEF',
  timerId: 'contact',
  cycle: 1,
  rung: 'due',
  intensity: 'regular',
  dueAt: '2026-03-13T13:00:00.000Z',
  ...over,
});

/** An outbox in a record of its own, a time that stands still, and a channel that remembers. */
export const openOutbox = async () => {
  const newClient = await openDynamoDb();
  const table = makeRecordTable({ client: newClient(), table: tables.record, rowKey: oneRowKey });
  const notices = makeNoticeStore(table);
  const members = makeMembershipStore(table);
  const cases = makeCaseStore(table);
  const sent: Outgoing[] = [];
  let now = monday;
  let refusal: Error | undefined;
  const clock = { now: () => now };
  const raise = makeRaiseUndeliverable({ members, notices });
  const channel: Channel = {
    send: (message) => {
      if (refusal) return Promise.reject(refusal);
      sent.push(message);
      return Promise.resolve({ providerId: `provider-${sent.length}` });
    },
  };
  const sweepWith = (over: Partial<Parameters<typeof makeSendMessages>[0]> = {}) =>
    makeSendMessages({
      notices,
      members,
      channel,
      calendars: { of: () => Promise.resolve(calendarOf({ opens: '09:00', closes: '17:00' })) },
      stillStands: makeStillStands({ notices }),
      raise,
      link: installationLinkSchema.parse('https://parcours.example'),
      clock,
      random: () => 0,
      noteFailure: () => {},
      ...over,
    });

  return {
    table,
    notices,
    members,
    cases,
    sent,
    sweepWith,
    sweep: sweepWith(),
    noteDelivery: makeNoteDelivery({ notices, raise, clock, random: () => 0 }),
    /** What the channel says from now on; nothing: it takes everything. */
    refuseWith: (error: Error | undefined) => {
      refusal = error;
    },
    goTo: (moment: string) => {
      now = moment;
    },
    /** A case of the mandate with its contact clock in cycle 1. */
    open: (caseId: string, over: Parameters<typeof aCase>[0] = {}) => {
      const thread = aThread();
      return cases.write([
        cases.puts.newCase(aCase({ caseId, ...over })),
        cases.puts.newThread({ ...thread, caseId, timer: { ...thread.timer, caseId } }),
      ]);
    },
    /** Moves the contact clock of a case on, as a contact does. */
    touch: (caseId: string) => {
      const thread = aThread();
      const timer = { ...thread.timer, caseId, cycle: 2 };
      return cases.write([cases.puts.thread({ ...thread, caseId, timer }, thread)]);
    },
    /** Tells somebody of things in one message. */
    tell: async (sub: string, abouts: readonly NoticeAbout[], tellAt = monday) => {
      const lines = abouts.map((about, index) =>
        notices.puts.notice({ sub, noticeId: `n${index}`, recordedAt: tellAt, tellAt, about }),
      );
      const message = { sub, tellAt, state: 'waiting', tryAt: tellAt, attempts: 0 } as const;
      await notices.write([...lines, notices.puts.message(message)]);
    },
    message: async (sub: string, tellAt = monday): Promise<Message> => {
      const found = await notices.readMessage(sub, tellAt);
      if (!found) throw new Error(`no message to ${sub}`);
      return found;
    },
    inbox: async (sub: string) => (await notices.inbox(sub, { limit: 50 })).items,
  };
};

export type Outbox = Awaited<ReturnType<typeof openOutbox>>;
