import type { Clock } from '../../clock/clock.ts';

const pageSize = 100;
const retryDelay = 1000;

export type AlarmOptions = {
  readonly clock: Clock;
  /** Executions due at or before a time, soonest first. */
  readonly dueNow: (now: number, limit: number) => readonly number[];
  readonly firstDue: () => number | null;
  readonly wake: (execution: number) => Promise<void>;
};

/** One wake-up for all executions: the store knows who is due, the clock only when the first is. */
export const makeAlarm = ({ clock, dueNow, firstDue, wake }: AlarmOptions) => {
  let armed = Infinity;
  let stopped = false;

  const arm = (at: number | null) => {
    if (stopped || at === null || at >= armed) return;
    armed = at;
    clock.wakeAt('states', 'due', at, ring);
  };

  async function ring() {
    armed = Infinity;
    const failed: unknown[] = [];
    for (;;) {
      const due = dueNow(clock.now(), pageSize);
      if (stopped || due.length === 0) break;
      const outcomes = await Promise.allSettled(due.map(wake));
      failed.push(...outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])));
      // Those that failed are still due: again later, not in a tight loop.
      if (failed.length > 0) break;
    }
    if (failed.length > 0) {
      arm(clock.now() + retryDelay);
      throw new AggregateError(failed, 'executions that were due could not go on');
    }
    if (!stopped) arm(firstDue());
  }

  return {
    /** Sees to it that something happens at `at`, in milliseconds since the epoch. */
    arm,
    stop: () => {
      stopped = true;
      clock.cancel('states', 'due');
    },
  };
};
