import { routes } from '../../../shared/api/routes.ts';
import { makeListCases } from '../../../shared/cases/list-cases.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeReadWorklist } from './read-worklist.ts';

const lists = makeListCases({ ...openRecordToRead(), clock: makeClock(), pathwayOf });

export const handler = httpHandler(serve(routes.readWorklist, makeReadWorklist(lists)));
