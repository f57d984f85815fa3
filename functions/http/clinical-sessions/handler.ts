import { routes } from '../../../shared/api/routes.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openTeamVault } from '../../../shared/handler/open-vault.ts';
import { makeListSessions } from './list-sessions.ts';
import { makeWriteSession } from './write-session.ts';

const dependencies = { ...openRecord(), vault: openTeamVault(), clock: makeClock() };

export const handler = httpHandler(
  serve(routes.listSessions, makeListSessions(dependencies)),
  serve(routes.writeSession, makeWriteSession(dependencies)),
);
