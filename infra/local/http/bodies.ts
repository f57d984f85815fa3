import type { IncomingMessage } from 'node:http';
import type { Limits } from './limits.ts';
import { noRoom, tooSlow, type Refused } from './refused.ts';

/** A body that is read no further; thrown to who asked for it. */
export class BodyRefusal extends Error {
  readonly why: 'too-large' | Refused;

  constructor(why: 'too-large' | Refused) {
    super(why === 'too-large' ? why : why.sentence);
    this.name = 'BodyRefusal';
    this.why = why;
  }
}

/** The body of one request. */
export type Body = {
  /** Reads it, once, of at most so many bytes. @throws BodyRefusal */
  readonly read: (maxBytes: number) => Promise<Buffer>;
  /** Gives back what it holds, once the request is answered. */
  readonly letGo: () => void;
};

type Share = 'small' | 'large';

/** Counts what the bodies under way hold together. */
const makeShares = ({ smallBodyBytes, heldSmallBytes, heldLargeBytes }: Limits) => {
  const held: Record<Share, number> = { small: 0, large: 0 };
  const most: Readonly<Record<Share, number>> = { small: heldSmallBytes, large: heldLargeBytes };
  const shareOf = (bytes: number): Share => (bytes > smallBodyBytes ? 'large' : 'small');

  return {
    /** Whether there is room for a body that grew from `before` to `after` bytes; it is counted then. */
    grow: (before: number, after: number): boolean => {
      const [left, entered] = [shareOf(before), shareOf(after)];
      const added = left === entered ? after - before : after;
      if (held[entered] + added > most[entered]) return false;
      if (left !== entered) held[left] -= before;
      held[entered] += added;
      return true;
    },
    giveBack: (bytes: number): void => {
      held[shareOf(bytes)] -= bytes;
    },
  };
};

/** Bytes one after the other in one piece: a caller who sends a byte at a time makes no more of them. */
const makeBuffer = (maxBytes: number) => {
  let room = Buffer.alloc(0);
  let size = 0;
  return {
    add: (chunk: Buffer): void => {
      const after = size + chunk.byteLength;
      if (after > room.byteLength) {
        const larger = Buffer.allocUnsafeSlow(Math.max(after, Math.min(maxBytes, room.byteLength * 2)));
        room.copy(larger, 0, 0, size);
        room = larger;
      }
      chunk.copy(room, size);
      size = after;
    },
    whole: (): Buffer => room.subarray(0, size),
  };
};

/**
 * Reads bodies within what all of them may hold together. A body is read only when somebody asks for it: until then the
 * caller's own machine keeps it.
 */
export const makeBodies = (limits: Limits): ((message: IncomingMessage) => Body) => {
  const shares = makeShares(limits);

  return (message) => {
    let counted = 0;

    const receive = (maxBytes: number): Promise<Buffer> =>
      new Promise((resolve, reject) => {
        const bytes = makeBuffer(maxBytes);
        const begun = performance.now();
        const end = (): void => {
          clearInterval(watch);
          message.off('data', take);
          message.pause();
        };
        const refuse = (why: BodyRefusal['why']): void => {
          end();
          reject(new BodyRefusal(why));
        };
        const take = (chunk: Buffer): void => {
          const size = counted + chunk.byteLength;
          if (size > maxBytes) refuse('too-large');
          else if (!shares.grow(counted, size)) refuse(noRoom);
          else {
            counted = size;
            bytes.add(chunk);
          }
        };
        const watch = setInterval(() => {
          const elapsedMs = performance.now() - begun;
          const isSlow = counted < (elapsedMs / 1000) * limits.minBytesPerSecond;
          if (elapsedMs > limits.patienceMs && isSlow) refuse(tooSlow);
        }, limits.checkMs);
        message.on('data', take);
        message.once('end', () => {
          end();
          resolve(bytes.whole());
        });
        // The caller is gone in the middle: nobody is left to be answered.
        message.once('error', () => {
          refuse(tooSlow);
        });
      });

    return {
      read: receive,
      letGo: () => {
        shares.giveBack(counted);
        counted = 0;
      },
    };
  };
};
