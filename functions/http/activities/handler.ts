import { routes } from '../../../shared/api/routes.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeRecordActivity } from '../../../shared/cases/record-activity.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeListActivities } from './list-activities.ts';
import { makeRecordOneActivity } from './record-activity.ts';

const { store, members, notices, team } = openRecord();
const vault = openVault();
const clock = makeClock();
const record = makeRecordActivity({
  store,
  notices,
  team,
  vault,
  clock,
  ids: makeIds(),
  calendars: openCalendars({ team }),
  pathwayOf,
});
const readCase = makeReadCase({ store, members, clock, pathwayOf });

export const handler = httpHandler(
  serve(routes.recordActivity, makeRecordOneActivity({ record })),
  serve(routes.listActivities, makeListActivities({ readCase, store, vault, pathwayOf })),
);
