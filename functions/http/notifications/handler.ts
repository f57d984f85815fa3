import { routes } from '../../../shared/api/routes.ts';
import { makeInbox } from '../../../shared/cases/inbox.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeListNotifications } from './list-notifications.ts';
import { makeReadNotifications } from './read-notifications.ts';

const { notices, members } = openRecord();
const inbox = makeInbox({ notices, members, stillStands: makeStillStands({ notices }), clock: makeClock() });

export const handler = httpHandler(
  serve(routes.listNotifications, makeListNotifications({ inbox })),
  serve(routes.readNotifications, makeReadNotifications({ inbox })),
);
