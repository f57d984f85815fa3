import { mailAddressOf } from '../access/mail-address.ts';
import type { Membership } from '../access/membership.ts';
import { isAway } from '../access/stand-ins.ts';
import { countNotices } from '../domain/team/count-notices.ts';
import { moveMessage, type MessageMove } from '../domain/team/message-move.ts';
import type { Message } from '../domain/team/notice.ts';
import { mostAttempts, waitAfter } from '../domain/team/send-again.ts';
import type { Channel } from '../messages/channel.ts';
import type { InstallationLink } from '../messages/installation-link.ts';
import { atMost, type Counts } from '../messages/message-context.ts';
import { messageKeyOf } from '../messages/message-key.ts';
import { render } from '../messages/render.ts';
import { allShards, type Key } from '../store/keys.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';
import { WriteRefusedError } from '../store/write-refused.ts';
import { dayOf } from '../time/opening.ts';
import type { Calendars, Clock, NoteFailure } from './ports.ts';
import type { RaiseUndeliverable } from './raise-undeliverable.ts';
import type { StillStands } from './still-stands.ts';

type Dependencies = {
  readonly notices: NoticeStore;
  readonly members: MembershipStore;
  readonly channel: Channel;
  readonly calendars: Calendars;
  readonly stillStands: StillStands;
  readonly raise: RaiseUndeliverable;
  readonly link: InstallationLink;
  readonly clock: Clock;
  /** From 0 to 1: spreads retries. */
  readonly random: () => number;
  readonly noteFailure: NoteFailure;
};

/** How many messages of one shard a sweep looks at. */
const atOnce = 100;
/** How long a sweep goes on, in milliseconds; the next one does the rest. */
const longest = 45_000;
/** How long a claim holds, in milliseconds: more than a sweep takes. A message whose sweep died is claimed again then. */
const lease = 120_000;
/** How long the sweep may sleep when nothing is to come; on one machine any write wakes it before. */
const rest = 86_400_000;

const later = (now: string, milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString();
const sum = ({ followUps, requests, efforts }: Counts): number => followUps + requests + efforts;

export type SentMessages = {
  readonly looked: number;
  readonly handedOver: number;
  readonly failed: number;
  readonly nextDueAt?: string;
};

type Result = { readonly handedOver: boolean; readonly tryAt?: string };
const nothing: Result = { handedOver: false };

/**
 * Sends what is due in the outbox. Each message is claimed by a condition on its own row, counts its notices as they stand
 * at that moment, and is dropped when none does or when its recipient may not be mailed. One that fails waits longer each
 * time; the last failure is raised to the coordinators. A message is sent twice only when its sweep dies between the
 * provider's acceptance and the mark that follows.
 */
export const makeSendMessages = (deps: Dependencies) => {
  const { notices, members, channel, calendars, stillStands, raise, link, clock, random, noteFailure } = deps;

  /** Writes where the message stands now; false when somebody else moved it first. */
  const move = async (
    message: Message,
    name: MessageMove,
    change: Partial<Message> = {},
    beside: readonly Put[] = [],
  ): Promise<Message | undefined> => {
    const next = moveMessage(message, name, change);
    if (!next) return undefined;
    try {
      await notices.write([notices.puts.changedMessage(next, message), ...beside]);
      return next;
    } catch (error) {
      if (error instanceof WriteRefusedError) return undefined;
      throw error;
    }
  };

  const countsOf = async (member: Membership, message: Message): Promise<Counts> => {
    const lines = await stillStands(member, await notices.noticesOf(message));
    const { followUps, requests, efforts } = countNotices(
      lines.filter(({ stands }) => stands).map(({ notice }) => notice.about),
    );
    return { followUps: atMost(followUps), requests: atMost(requests), efforts: atMost(efforts) };
  };

  /** What there is to send, and where; nothing when it is to be dropped. */
  const contentOf = async (message: Message, now: string) => {
    const member = await members.read(message.sub);
    const to = member && mailAddressOf(member);
    if (!member || to === undefined) return undefined;
    // Whoever is away has handed over what they had to look at.
    if (isAway(member, dayOf(await calendars.of(member.organisation), now))) return undefined;
    const counts = await countsOf(member, message);
    if (sum(counts) === 0) return undefined;
    return { to, key: messageKeyOf(message), ...render('to-look-at', { ...counts, link, language: member.language }) };
  };

  const giveUp = async (claimed: Message, now: string): Promise<Result> => {
    await move(claimed, 'give-up', {}, await raise(claimed, now));
    return nothing;
  };

  const tryLater = async (claimed: Message, now: string): Promise<Result> => {
    if (claimed.attempts >= mostAttempts) return giveUp(claimed, now);
    const tryAt = later(now, waitAfter(claimed.attempts, random()));
    await move(claimed, 'retry', { tryAt });
    return { handedOver: false, tryAt };
  };

  const send = async (claimed: Message, now: string): Promise<Result> => {
    const content = await contentOf(claimed, now);
    if (!content) {
      await move(claimed, 'drop');
      return nothing;
    }
    const accepted = await channel.send(content).catch(() => undefined);
    if (!accepted) return tryLater(claimed, now);
    // Refused when the news of its delivery was quicker: then it stands further on already.
    await move(claimed, 'hand-over', { providerId: accepted.providerId });
    return { handedOver: true };
  };

  const lookAt = async (key: Key): Promise<Result> => {
    const now = clock.now();
    const [message] = await notices.readMessages([key]);
    if (!message || message.tryAt > now) return nothing;
    const change = { tryAt: later(now, lease), attempts: message.attempts + 1 };
    const claimed = await move(message, 'claim', change);
    if (!claimed) return nothing;
    // Every sweep that claimed it died.
    if (claimed.attempts > mostAttempts) return giveUp(claimed, now);
    return send(claimed, now);
  };

  return async (): Promise<SentMessages> => {
    const start = clock.now();
    const shards = await Promise.all(allShards.map((shard) => notices.outbox(shard, atOnce)));
    const due = shards.flat().filter(({ tryAt }) => tryAt <= start);
    const upcoming = shards.flat().flatMap(({ tryAt }) => (tryAt > start ? [tryAt] : []));
    let [looked, handedOver, failed] = [0, 0, 0];
    for (const { key } of due.sort((a, b) => (a.tryAt < b.tryAt ? -1 : 1))) {
      if (clock.now() > later(start, longest)) break;
      looked += 1;
      const result = await lookAt(key).catch((error: unknown) => {
        noteFailure({ sub: key.pk }, error);
        return 'failed' as const;
      });
      if (result === 'failed') failed += 1;
      else if (result.tryAt !== undefined) upcoming.push(result.tryAt);
      if (result !== 'failed' && result.handedOver) handedOver += 1;
    }
    // A full shard may have more behind it, and what failed in us is held by a claim that runs out.
    const isDone = looked === due.length && failed === 0 && shards.every((shard) => shard.length < atOnce);
    const nextDueAt = [...upcoming, later(start, rest)].sort()[0];
    return { looked, handedOver, failed, ...(isDone && nextDueAt !== undefined && { nextDueAt }) };
  };
};
