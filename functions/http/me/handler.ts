import { routes } from '../../../shared/api/routes.ts';
import { makeCaseloads } from '../../../shared/cases/caseloads.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeEndSession } from './end-session.ts';
import { makeReadAccount } from './read-account.ts';

const record = openRecord();

export const handler = httpHandler(
  serve(routes.readAccount, makeReadAccount({ ...record, caseloadOf: makeCaseloads(record) })),
  serve(routes.endSession, makeEndSession({ ...record, clock: makeClock() })),
);
