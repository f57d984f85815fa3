import { routes } from '../../../shared/api/routes.ts';
import { makeCorrectActivity } from '../../../shared/cases/correct-activity.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeCorrectOneActivity, makeUndoActivity } from './correct-activity.ts';

const { store, team } = openRecord();
const corrections = makeCorrectActivity({
  store,
  vault: openVault(),
  clock: makeClock(),
  calendars: openCalendars({ team }),
  pathwayOf,
});

export const handler = httpHandler(
  serve(routes.undoActivity, makeUndoActivity(corrections)),
  serve(routes.correctActivity, makeCorrectOneActivity(corrections)),
);
