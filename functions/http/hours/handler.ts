import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeReadHours } from './read-hours.ts';
import { makeSetHours } from './set-hours.ts';

const record = openRecord();

export const handler = httpHandler(
  serve(routes.readHours, makeReadHours(record)),
  serve(routes.setHours, makeSetHours(record)),
);
