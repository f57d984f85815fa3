import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeListTeam } from './list-team.ts';

export const handler = httpHandler(serve(routes.listTeam, makeListTeam(openRecord())));
