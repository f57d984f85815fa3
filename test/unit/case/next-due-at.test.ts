import { expect, test } from '@jest/globals';
import { makePayDebts } from '../../../shared/cases/pay-debts.ts';
import { makeRingTimers } from '../../../shared/cases/ring-timers.ts';

const now = '2026-03-09T13:00:00.000Z';
const asked: string[] = [];

/** What is never called here says so. */
const unused = new Proxy({}, { get: (_, name) => () => Promise.reject(new Error(`called ${String(name)}`)) }) as never;
const common = { clock: { now: () => now }, noteFailure: () => {} };

const sweeps = {
  debts: (readsNextDueAt: boolean) =>
    makePayDebts({
      ...common,
      store: unused,
      starts: unused,
      callbacks: unused,
      executions: unused,
      renew: unused,
      lists: {
        ofAttention: ({ before }: { readonly before: string }) => {
          asked.push(before);
          return Promise.resolve([]);
        },
      } as never,
      readsNextDueAt,
    }),
  timers: (readsNextDueAt: boolean) =>
    makeRingTimers({
      ...common,
      store: unused,
      notices: unused,
      team: unused,
      timers: {
        due: () => {
          asked.push('due');
          return Promise.resolve([]);
        },
        nextAfter: () => {
          asked.push('next');
          return Promise.resolve(undefined);
        },
      } as never,
      readsNextDueAt,
    }),
};

test.each(Object.entries(sweeps))(
  'the sweep of %s looks for its next moment only where somebody reads it',
  async (_name, sweep) => {
    asked.length = 0;
    expect(await sweep(false)()).toEqual({ looked: 0, failed: 0 });
    expect(asked).toHaveLength(1);
    expect(await sweep(true)()).toHaveProperty('nextDueAt');
    expect(asked).toHaveLength(3);
  },
);
