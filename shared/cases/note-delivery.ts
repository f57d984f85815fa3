import { moveMessage } from '../domain/team/message-move.ts';
import { parseMessageKey } from '../messages/message-key.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Clock } from './ports.ts';
import type { RaiseUndeliverable } from './raise-undeliverable.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly notices: NoticeStore;
  readonly raise: RaiseUndeliverable;
  readonly clock: Clock;
};

/** What a provider tells of a message. */
export type Delivery = {
  /** As it was sent with the message. */
  readonly key: string | undefined;
  readonly providerId: string;
  /** returned: it came back, or its recipient called it unwanted. */
  readonly fate: 'delivered' | 'returned';
};

/** Notes what became of a message. One that came back is raised itself, to the coordinators of its recipient. */
export const makeNoteDelivery =
  ({ notices, raise, clock }: Dependencies) =>
  async ({ key, providerId, fate }: Delivery): Promise<{ readonly noted: boolean }> => {
    const named = key === undefined ? undefined : parseMessageKey(key);
    if (!named) return { noted: false };
    return retrying(async () => {
      const message = await notices.readMessage(named.sub, named.tellAt);
      const next = message && moveMessage(message, fate === 'delivered' ? 'deliver' : 'return', { providerId });
      if (!next) return { noted: false };
      const raised = fate === 'returned' ? await raise(message, clock.now()) : [];
      await notices.write([notices.puts.changedMessage(next, message), ...raised]);
      return { noted: true };
    });
  };
