import { routes } from '../../../shared/api/routes.ts';
import { makeToday } from '../../../shared/cases/today.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { openIdentity, openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeReadToday } from './read-today.ts';

const today = makeToday({ ...openRecordToRead(), identity: openIdentity(openVault()), clock: makeClock(), pathwayOf });

export const handler = httpHandler(serve(routes.readToday, makeReadToday({ today })));
