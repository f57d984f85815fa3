import { executionStatusSchema, makeNoteEndedExecution } from '../../../shared/cases/note-ended-execution.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

export const handler = taskHandler(
  executionStatusSchema,
  makeNoteEndedExecution({ store: openRecord().store, clock: makeClock() }),
);
