import { routes } from '../../../shared/api/routes.ts';
import { makeCaseloads } from '../../../shared/cases/caseloads.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { makeListTeam } from './list-team.ts';

const record = openRecordToRead();

export const handler = httpHandler(
  serve(routes.listTeam, makeListTeam({ ...record, caseloadOf: makeCaseloads(record), clock: makeClock() })),
);
