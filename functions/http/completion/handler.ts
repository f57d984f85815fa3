import { routes } from '../../../shared/api/routes.ts';
import { makeAwaitStep } from '../../../shared/cases/await-step.ts';
import { makeCompleteStep } from '../../../shared/cases/complete-step.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeReplyWaited } from '../../../shared/cases/reply-waited.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openCallbacks } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeCompleteOpenStep } from './complete-step.ts';

const { store, lists, members, notices, team } = openRecord();
const clock = makeClock();

export const handler = httpHandler(
  serve(
    routes.completeStep,
    makeCompleteOpenStep({
      complete: makeCompleteStep({
        store,
        lists,
        team,
        notices,
        vault: openVault(),
        callbacks: openCallbacks(),
        clock,
        calendars: openCalendars({ team }),
        pathwayOf,
      }),
      replyWaited: makeReplyWaited({
        awaitStep: makeAwaitStep({ store }),
        readCase: makeReadCase({ store, members, clock, pathwayOf }),
      }),
    }),
  ),
);
