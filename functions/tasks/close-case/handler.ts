import { closeCaseSchema, makeCloseCase } from '../../../shared/cases/close-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

export const handler = taskHandler(closeCaseSchema, makeCloseCase({ store: openRecord().store, clock: makeClock() }));
