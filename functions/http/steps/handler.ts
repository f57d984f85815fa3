import { routes } from '../../../shared/api/routes.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeListSteps } from './list-steps.ts';

const { store, members } = openRecordToRead();
const readCase = makeReadCase({ store, members, clock: makeClock(), pathwayOf });

export const handler = httpHandler(serve(routes.listSteps, makeListSteps({ readCase, store, vault: openVault() })));
