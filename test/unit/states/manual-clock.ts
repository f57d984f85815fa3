import type { Clock } from '../../../infra/local/clock/clock.ts';

type WakeUp = { readonly at: number; readonly run: () => Promise<void> };

/** A clock that moves only when told to, even while a function is still running. Holds one wake-up per kind and id. */
export const manualClock = (): Clock => {
  const wakeUps = new Map<string, WakeUp>();
  let time = Date.parse('2026-01-01T00:00:00Z');
  return {
    now: () => time,
    wakeAt: (kind, id, at, run) => {
      wakeUps.set(`${kind} ${id}`, { at, run });
    },
    cancel: (kind, id) => {
      wakeUps.delete(`${kind} ${id}`);
    },
    busy: (work) => work,
    idle: () => Promise.resolve(),
    advance: async (milliseconds) => {
      time += milliseconds;
      for (const [key, { at, run }] of [...wakeUps]) {
        if (at > time) continue;
        wakeUps.delete(key);
        await run();
      }
    },
    letGo: () => {},
    stop: () => {
      wakeUps.clear();
    },
  };
};
