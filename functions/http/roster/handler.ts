import { routes } from '../../../shared/api/routes.ts';
import { makeRosters } from '../../../shared/cases/rosters.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeAddToRoster, makeTakeOffRoster } from './change-roster.ts';
import { makeListRoster } from './list-roster.ts';

const rosters = makeRosters({ ...openRecord(), clock: makeClock(), ids: makeIds() });

export const handler = httpHandler(
  serve(routes.listRoster, makeListRoster(rosters)),
  serve(routes.addToRoster, makeAddToRoster(rosters)),
  serve(routes.takeOffRoster, makeTakeOffRoster(rosters)),
);
