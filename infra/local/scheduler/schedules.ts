import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Settings } from '../sqlite/settings.ts';

/** A schedule of the template. */
export type ScheduleSpec = {
  readonly id: string;
  readonly functionName: string;
  readonly input: unknown;
  /** The first time after a given one, milliseconds. */
  readonly next: (after: number) => number;
};

/** The schedules at work. */
export type Schedules = {
  readonly start: () => void;
  /** Says that something was written: what sleeps until something is due fires at its next time after all. */
  readonly touched: (byFunction: string | undefined) => void;
};

type Deps = {
  readonly schedules: readonly ScheduleSpec[];
  readonly clock: Clock;
  readonly settings: Settings;
  readonly functions: Pick<Functions, 'invoke'>;
  readonly onError: (error: unknown) => void;
};

/** A function may answer `{ nextDueAt }`: until then it has nothing to do. */
const sleepUntil = (value: unknown): number | undefined => {
  const said = typeof value === 'object' && value !== null && 'nextDueAt' in value ? value.nextDueAt : undefined;
  const time = typeof said === 'string' ? Date.parse(said) : NaN;
  return Number.isNaN(time) ? undefined : time;
};

const makeSchedule = (spec: ScheduleSpec, { clock, settings, functions, onError }: Deps): Schedules => {
  const setting = `schedule ${spec.id}`;
  let state: 'waiting' | 'sleeping' | 'running' = 'waiting';
  let touches = 0;

  const fireAt = (at: number): void => {
    if (at < Infinity) clock.wakeAt('schedule', spec.id, at, fire);
  };

  const run = async (): Promise<void> => {
    const before = touches;
    const outcome = await functions.invoke(spec.functionName, spec.input);
    if (!outcome.ok) onError(new Error(`${spec.functionName} failed: ${outcome.error.errorMessage}`));
    const next = spec.next(clock.now());
    const due = outcome.ok ? sleepUntil(outcome.value) : undefined;
    const at = due === undefined || touches > before ? next : Math.max(next, spec.next(due - 1));
    state = at > next ? 'sleeping' : 'waiting';
    // Lost in a crash, it was in the past: the next start then fires once more, which is harmless.
    settings.writeSoon(setting, String(at));
    fireAt(at);
  };

  /** Returns at once, so that other wake-ups do not wait for the run; the next one is set when this one has ended. */
  function fire(): Promise<void> {
    state = 'running';
    clock.busy(run()).catch((error: unknown) => {
      onError(error);
      state = 'waiting';
      fireAt(spec.next(clock.now()));
    });
    return Promise.resolve();
  }

  return {
    start: () => {
      const stored = Number(settings.read(setting) ?? Infinity);
      // A time that passed while nothing ran is made up for at once; one to come may have been overtaken by a write.
      fireAt(stored <= clock.now() ? stored : Math.min(stored, spec.next(clock.now())));
    },
    touched: (byFunction) => {
      if (byFunction === spec.functionName) return;
      touches += 1;
      if (state !== 'sleeping') return;
      state = 'waiting';
      fireAt(spec.next(clock.now()));
    },
  };
};

/** Fires schedules on the moving clock: durable next times, and never two runs of one schedule at once. */
export const makeSchedules = (deps: Deps): Schedules => {
  const all = deps.schedules.map((spec) => makeSchedule(spec, deps));
  return {
    start: () => {
      for (const { start } of all) start();
    },
    touched: (byFunction) => {
      for (const { touched } of all) touched(byFunction);
    },
  };
};
