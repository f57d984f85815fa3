import { moveMessage } from '../domain/team/message-move.ts';
import type { Message } from '../domain/team/notice.ts';
import { mostAttempts, waitAfter } from '../domain/team/send-again.ts';
import { parseMessageKey } from '../messages/message-key.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Clock } from './ports.ts';
import type { RaiseUndeliverable } from './raise-undeliverable.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly notices: NoticeStore;
  readonly raise: RaiseUndeliverable;
  readonly clock: Clock;
  /** From 0 to 1: spreads what is tried again. */
  readonly random: () => number;
};

/** What a provider tells of a message. */
export type Delivery = {
  /** As it was sent with the message. */
  readonly key: string | undefined;
  readonly providerId: string;
  /**
   * returned: it came back for good, was refused for what it holds, or its recipient called it unwanted. put-off: it could not
   * be brought, and another time it may. under-way: nothing is known yet.
   */
  readonly fate: 'delivered' | 'returned' | 'put-off' | 'under-way';
};

/** What an end of a message makes of it. */
const moves = { delivered: 'deliver', returned: 'return' } as const;

/**
 * Notes what became of a message. One that was put off waits and is sent again, as one that the provider refused, as often as
 * that is tried at all. One that came back is raised itself, to the coordinators of its recipient.
 */
export const makeNoteDelivery = ({ notices, raise, clock, random }: Dependencies) => {
  /** News of an earlier sending says nothing about the one that is on its way. */
  const isOfAnother = ({ state, providerId }: Message, of: string): boolean =>
    state === 'handed-over' && providerId !== of;

  const putOff = (message: Message, providerId: string, now: string): Message | undefined =>
    isOfAnother(message, providerId)
      ? undefined
      : moveMessage(message, 'try-again', {
          tryAt: new Date(Date.parse(now) + waitAfter(message.attempts, random())).toISOString(),
        });

  return async ({ key, providerId, fate }: Delivery): Promise<{ readonly noted: boolean }> => {
    const named = key === undefined ? undefined : parseMessageKey(key);
    if (!named || fate === 'under-way') return { noted: false };
    return retrying(async () => {
      const message = await notices.readMessage(named.sub, named.tellAt);
      if (!message) return { noted: false };
      const now = clock.now();
      const end = fate === 'put-off' && message.attempts >= mostAttempts ? 'returned' : fate;
      const next =
        end === 'put-off' ? putOff(message, providerId, now) : moveMessage(message, moves[end], { providerId });
      if (!next) return { noted: false };
      const raised = end === 'returned' ? await raise(message, now) : [];
      await notices.write([notices.puts.changedMessage(next, message), ...raised]);
      return { noted: true };
    });
  };
};
