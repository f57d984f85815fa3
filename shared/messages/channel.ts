import type { Rendered } from './render.ts';

/** A message on its way to one person. */
export type Outgoing = Rendered & {
  /** Where the person is reached, as the channel writes it. */
  readonly to: string;
  /** Comes back with what became of the message; `messageKeyOf` makes it. */
  readonly key: string;
};

/** A way to reach people; each is one adapter. */
export type Channel = {
  /** Hands a message to the provider. Whatever it throws, the message may be tried again. */
  readonly send: (message: Outgoing) => Promise<{ readonly providerId: string }>;
};
