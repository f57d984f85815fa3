import * as z from 'zod';
import { makePayDebts } from '../../../shared/cases/pay-debts.ts';
import { makeRenewGeneration } from '../../../shared/cases/renew-generation.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { currentHost } from '../../../shared/handler/host.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { makeSweepLog } from '../../../shared/handler/log.ts';
import { openCallbacks, openExecutions, openStarts } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

const { store, lists } = openRecord();
const clock = makeClock();
const starts = openStarts();

export const handler = taskHandler(
  z.unknown(),
  makePayDebts({
    store,
    lists,
    starts,
    callbacks: openCallbacks(),
    executions: openExecutions(),
    renew: makeRenewGeneration({ store, starts, clock, ids: makeIds() }),
    clock,
    noteFailure: makeSweepLog(),
    readsNextDueAt: currentHost().readsNextDueAt,
  }),
);
