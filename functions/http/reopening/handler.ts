import { routes } from '../../../shared/api/routes.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeReopenCase } from '../../../shared/cases/reopen-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openStarts } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeReopenOneCase } from './reopen-case.ts';

const { store, members, team } = openRecord();
const clock = makeClock();

export const handler = httpHandler(
  serve(
    routes.reopenCase,
    makeReopenOneCase({
      reopen: makeReopenCase({
        store,
        starts: openStarts(),
        clock,
        ids: makeIds(),
        calendars: openCalendars({ team }),
        pathwayOf,
      }),
      readCase: makeReadCase({ store, members, clock, pathwayOf }),
    }),
  ),
);
