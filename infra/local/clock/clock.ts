import type { DiskWatch } from '../sqlite/disk-watch.ts';
import { WakeUps } from './wake-ups.ts';

/** The runtime's time: real time plus an offset that only grows. Milliseconds since the epoch throughout. */
export type Clock = {
  readonly now: () => number;
  /** Runs `run` at `at` (or at once if that is past); the same kind and id replaces what was set before. */
  readonly wakeAt: (kind: string, id: string, at: number, run: () => Promise<void>) => void;
  readonly cancel: (kind: string, id: string) => void;
  /** Marks work as under way: a jump waits until nothing is. Returns the same promise. */
  readonly busy: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  /**
   * Jumps from one wake-up to the next until `milliseconds` have passed; all that was due has then happened.
   * @throws DiskRefusal when nothing can be written: the jump ends where it is, and what is due then happens later
   */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Ends the jump under way at the next wake-up: the clock stays where it has come. */
  readonly letGo: () => void;
  /** Stops firing; wake-ups that were set are forgotten (their owners set them again at the next start). */
  readonly stop: () => void;
};

type Options = {
  readonly offset?: number;
  /** Makes a new offset durable, no later than anything that is written from now on; an advance ends when all are. */
  readonly saveOffset?: (offset: number) => Promise<void>;
  /** Told of a wake-up that failed; the clock goes on. */
  readonly onError?: (error: unknown) => void;
  /** Says whether anything can be written; as long as nothing can, nothing happens by itself. */
  readonly disk?: Pick<DiskWatch, 'refusal' | 'tryNow' | 'writable'>;
};

const alwaysWritable: NonNullable<Options['disk']> = {
  refusal: () => undefined,
  tryNow: () => Promise.resolve(undefined),
  writable: () => Promise.resolve(),
};

const longestTimeout = 2_147_483_647;

/** A discrete-event clock: follows real time by itself, and jumps on demand. */
export const makeClock = ({
  offset: start = 0,
  saveOffset = async () => {},
  onError = () => {},
  disk = alwaysWritable,
}: Options = {}): Clock => {
  const wakeUps = new WakeUps();
  let offset = start;
  let under = 0;
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let jumping: Promise<void> | undefined;
  let stopped = false;
  let isWaitingForDisk = false;
  /** Counts the times that jumps were let go. */
  let letGo = 0;
  let saved: Promise<void> = Promise.resolve();

  const now = () => Date.now() + offset;

  const settle = () => {
    under -= 1;
    if (under > 0) return;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };

  const busy = <T>(work: Promise<T>): Promise<T> => {
    under += 1;
    // Two turns of the event loop, so that work which follows from this one is counted before anyone hears of idleness.
    const later = () => setImmediate(() => setImmediate(settle));
    work.then(later, later);
    return work;
  };

  const idle = (): Promise<void> =>
    under === 0
      ? Promise.resolve()
      : new Promise<void>((tell) => {
          waiting.push(tell);
        }).then(idle);

  const armOnceWritable = () => {
    if (isWaitingForDisk) return;
    isWaitingForDisk = true;
    void disk.writable().then(() => {
      isWaitingForDisk = false;
      arm();
    });
  };

  const arm = () => {
    clearTimeout(timer);
    if (disk.refusal()) {
      armOnceWritable();
      return;
    }
    const next = wakeUps.first();
    if (stopped || jumping || !next) return;
    timer = setTimeout(fire, Math.min(Math.max(0, next.at - now()), longestTimeout));
    timer.unref();
  };

  const fireDue = async (until: number): Promise<boolean> => {
    const next = wakeUps.first();
    if (!next || next.at > until) return false;
    wakeUps.remove(next.kind, next.id);
    await busy(next.run()).catch((error: unknown) => {
      // What the disk refused is still to be done, unless its owner has thought of another time.
      if (!disk.refusal()) onError(error);
      else if (!wakeUps.has(next.kind, next.id)) wakeUps.set(next);
    });
    return true;
  };

  function fire() {
    void (async () => {
      while (!stopped && !jumping && !disk.refusal() && (await fireDue(now())));
      arm();
    })();
  }

  const moveTo = (time: number) => {
    const gap = time - now();
    if (gap <= 0) return;
    offset += gap;
    // Not waited for at each jump: what happens next is written after it, or in the same commit.
    const saving = saveOffset(offset);
    saved = saved.then(() => saving);
    for (const promise of [saving, saved]) promise.catch(() => {});
  };

  const jump = async (milliseconds: number) => {
    const target = now() + milliseconds;
    const isLetGo = letGo;
    saved = Promise.resolve();
    for (;;) {
      await idle();
      const refusal = disk.refusal() && (await disk.tryNow());
      if (refusal) throw refusal;
      const next = wakeUps.first();
      // Where it is let go it stays: what lies ahead has not happened.
      if (stopped || isLetGo !== letGo) break;
      if (!next || next.at > target) {
        moveTo(target);
        break;
      }
      moveTo(next.at);
      await fireDue(next.at);
    }
    await saved;
  };

  return {
    now,
    busy,
    idle,
    wakeAt: (kind, id, at, run) => {
      wakeUps.set({ kind, id, at, run });
      arm();
    },
    cancel: (kind, id) => {
      wakeUps.remove(kind, id);
      arm();
    },
    advance: async (milliseconds) => {
      if (!(milliseconds >= 0)) throw new RangeError('the clock only goes forward');
      // One jump at a time: the next begins where this one ended.
      const turn = (jumping ?? Promise.resolve()).then(() => jump(milliseconds));
      jumping = turn.catch(() => {});
      const mine = jumping;
      try {
        await turn;
      } finally {
        if (jumping === mine) jumping = undefined;
        arm();
      }
    },
    letGo: () => {
      letGo += 1;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
