import * as z from 'zod';
import { makePayDebts } from '../../../shared/cases/pay-debts.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCallbacks, openStarts } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

export const handler = taskHandler(
  z.unknown(),
  makePayDebts({ ...openRecord(), starts: openStarts(), callbacks: openCallbacks(), clock: makeClock() }),
);
