import * as z from 'zod';
import { makeRingTimers } from '../../../shared/cases/ring-timers.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { currentHost } from '../../../shared/handler/host.ts';
import { makeSweepLog } from '../../../shared/handler/log.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

export const handler = taskHandler(
  z.unknown(),
  makeRingTimers({
    ...openRecord(),
    clock: makeClock(),
    noteFailure: makeSweepLog(),
    readsNextDueAt: currentHost().readsNextDueAt,
  }),
);
