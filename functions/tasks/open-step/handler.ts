import { makeOpenStep, openStepSchema } from '../../../shared/cases/open-step.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { openCallbacks } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';

const { store, team } = openRecord();

export const handler = taskHandler(
  openStepSchema,
  makeOpenStep({
    store,
    callbacks: openCallbacks(),
    clock: makeClock(),
    calendars: openCalendars({ team }),
    pathwayOf,
  }),
);
