/** What a part of the protocol does outside itself: a call of the record, of Step Functions, or of who delivers mail. */
export type CallName = 'read' | 'write' | 'list' | 'callback' | 'start' | 'standing' | 'send';

/** A place between two awaits: just before a call is sent, or after it was carried out and before its answer is heard. */
export type Point = `${'before' | 'after'} ${CallName}` | 'during read';

/** Told of every point that is passed; may wait there, or throw. */
export type Hook = (point: Point) => Promise<void>;

/** The process died here: nothing after it happened. */
export class Crash extends Error {
  constructor(point: Point) {
    super(`crashed ${point}`);
    this.name = 'Crash';
  }
}

export const unhindered: Hook = () => Promise.resolve();

/** Throws at the `nth` passing of a point: a crash unless told which error. */
export const throwAt = (point: Point, error: Error = new Crash(point), nth = 1): Hook => {
  let passed = 0;
  return async (at) => {
    if (at !== point) return;
    passed += 1;
    if (passed === nth) throw error;
  };
};

export type Pause = { readonly hook: Hook; readonly reached: Promise<void>; readonly go: () => void };

/** Stands still at the `nth` passing of a point until it is told to go. */
export const pauseAt = (point: Point, nth = 1): Pause => {
  const reached = Promise.withResolvers<undefined>();
  const going = Promise.withResolvers<undefined>();
  let passed = 0;
  return {
    reached: reached.promise,
    go: () => {
      going.resolve(undefined);
    },
    hook: async (at) => {
      if (at !== point) return;
      passed += 1;
      if (passed !== nth) return;
      reached.resolve(undefined);
      await going.promise;
    },
  };
};

/** Passes both points of a call, whatever it does. */
export const hooked =
  <A extends readonly unknown[], T>(hook: Hook, name: CallName, call: (...args: A) => Promise<T>) =>
  async (...args: A): Promise<T> => {
    await hook(`before ${name}`);
    const answer = await call(...args);
    await hook(`after ${name}`);
    return answer;
  };
