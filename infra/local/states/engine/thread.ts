import type { Json, JsonObject } from '../json.ts';

/** An invocation that was committed and has no answer yet: sent again after a restart. */
export type Call = { readonly functionName: string; readonly payload: string };

/** When a task is given up, in milliseconds since the epoch. */
type Deadlines = {
  readonly timeoutAt?: number | undefined;
  readonly heartbeatAt?: number | undefined;
  readonly heartbeatSeconds?: number | undefined;
};

/** A Parallel or Map state whose branches are under way. */
export type Branching = {
  readonly is: 'branching';
  /** A branch has ended, or none has begun yet: there may be something to do. */
  readonly ready: boolean;
  /** What each branch or iteration gave, by index. */
  readonly results: Readonly<Record<number, Json>>;
  /** Items of a Map; those from `next` on have no thread yet. */
  readonly items: readonly Json[];
  readonly next: number;
  readonly total: number;
  readonly concurrency: number;
  /** The event that the next iteration follows. */
  readonly after: number;
};

type Phase =
  /** The state is still to be entered. */
  | { readonly is: 'entering' }
  /** Entered; its work is to be done now. */
  | { readonly is: 'working' }
  | { readonly is: 'waiting'; readonly until: number }
  | { readonly is: 'retrying'; readonly until: number }
  | ({ readonly is: 'calling'; readonly call: Call; readonly token?: string | undefined } & Deadlines)
  /** The function has answered; the callback is awaited. */
  | ({ readonly is: 'submitted'; readonly token: string } & Deadlines)
  | Branching;

/** One line of control of an execution: the root, or a branch of a Parallel or Map state of its parent. */
export type Thread = {
  readonly id: number;
  /** The thread whose state branched; null for the root. */
  readonly parent: number | null;
  /** Which branch or iteration of the parent's state this is. */
  readonly index: number;
  /** Key of the flow that it runs. */
  readonly flow: string;
  /** The item of the nearest Map around it. */
  readonly item?: { readonly Index: number; readonly Value: Json } | undefined;
  /** Iterations of a distributed Map leave no events in this history. */
  readonly silent?: boolean | undefined;
  state: string;
  input: Json;
  variables: JsonObject;
  phase: Phase;
  /** Id of its last event: the next one's `previousEventId`. */
  last: number;
  entered: { readonly at: number; readonly event: number; readonly before: number };
  /** Retries made in this state, by retrier. */
  retries: readonly number[];
  /** The commit that its present call builds on, so that the answer to an earlier call is known as late. */
  attempt: number;
};

export type ThreadOrigin = Pick<
  Thread,
  'id' | 'parent' | 'index' | 'flow' | 'item' | 'silent' | 'state' | 'input' | 'variables' | 'last'
>;

export const newThread = (origin: ThreadOrigin): Thread => ({
  ...origin,
  phase: { is: 'entering' },
  entered: { at: 0, event: 0, before: 0 },
  retries: [],
  attempt: 0,
});

export const isRunnable = ({ phase }: Thread): boolean =>
  phase.is === 'entering' || phase.is === 'working' || (phase.is === 'branching' && phase.ready);

/** The next time at which something happens to the thread by itself. */
export const dueOf = ({ phase }: Thread): number => {
  switch (phase.is) {
    case 'waiting':
    case 'retrying':
      return phase.until;
    case 'calling':
    case 'submitted':
      return Math.min(phase.timeoutAt ?? Infinity, phase.heartbeatAt ?? Infinity);
    default:
      return Infinity;
  }
};

/** The thread as a redrive finds it: what it was waiting for is to be done again. */
export const atRest = (thread: Thread): Thread => {
  const { phase } = thread;
  if (phase.is === 'entering') return thread;
  return { ...thread, phase: phase.is === 'branching' ? { ...phase, ready: true } : { is: 'working' } };
};
