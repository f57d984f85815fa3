import { routes } from '../../../shared/api/routes.ts';
import { makeInterruptCase } from '../../../shared/cases/interrupt-case.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openCallbacks } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeInterruptOneCase } from './interrupt-case.ts';
import { makeResumeOneCase } from './resume-case.ts';

const { store, members, notices, team } = openRecord();
const clock = makeClock();
const readCase = makeReadCase({ store, members, clock, pathwayOf });
const { interrupt, resume } = makeInterruptCase({
  store,
  team,
  notices,
  vault: openVault(),
  callbacks: openCallbacks(),
  clock,
  ids: makeIds(),
  calendars: openCalendars({ team }),
  pathwayOf,
});

export const handler = httpHandler(
  serve(routes.interruptCase, makeInterruptOneCase({ interrupt, readCase })),
  serve(routes.resumeCase, makeResumeOneCase({ resume, readCase })),
);
