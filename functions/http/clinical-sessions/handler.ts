import { routes } from '../../../shared/api/routes.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeListSessions } from './list-sessions.ts';
import { makeWriteSession } from './write-session.ts';

const record = openRecord();

export const handler = httpHandler(
  serve(routes.listSessions, makeListSessions({ ...record, clock: makeClock() })),
  serve(routes.writeSession, makeWriteSession({ ...record, clock: makeClock() })),
);
