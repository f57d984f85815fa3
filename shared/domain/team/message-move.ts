import type { Message } from './notice.ts';

type State = Message['state'];
type Move = { readonly from: readonly State[]; readonly to: State };

/** How a message may change. A claim that has run out is claimed again: whoever held it died. */
export const messageMoves = {
  claim: { from: ['waiting', 'sending'], to: 'sending' },
  'hand-over': { from: ['sending'], to: 'handed-over' },
  retry: { from: ['sending'], to: 'waiting' },
  /** The provider took it, and could not bring it just now: the mailbox is full, or out of reach. */
  'try-again': { from: ['sending', 'handed-over'], to: 'waiting' },
  drop: { from: ['sending'], to: 'dropped' },
  'give-up': { from: ['sending'], to: 'failed' },
  /** The news may come before the mark, or when the provider's answer was lost and the message waits to be sent again. */
  deliver: { from: ['waiting', 'sending', 'handed-over'], to: 'delivered' },
  /** It came back, or the recipient called it unwanted, which some do after it was delivered. */
  return: { from: ['waiting', 'sending', 'handed-over', 'delivered'], to: 'failed' },
} as const satisfies Record<string, Move>;

export type MessageMove = keyof typeof messageMoves;

/** The message after that move; `undefined` when it does not come from where it stands. */
export const moveMessage = (
  message: Message,
  name: MessageMove,
  change: Partial<Pick<Message, 'tryAt' | 'attempts' | 'providerId'>> = {},
): Message | undefined => {
  const { from, to }: Move = messageMoves[name];
  return from.includes(message.state) ? { ...message, ...change, state: to } : undefined;
};
