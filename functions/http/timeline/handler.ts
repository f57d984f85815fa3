import { routes } from '../../../shared/api/routes.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeReadTimeline } from './read-timeline.ts';

const { store, members } = openRecordToRead();
const readCase = makeReadCase({ store, members, clock: makeClock(), pathwayOf });

export const handler = httpHandler(serve(routes.readTimeline, makeReadTimeline({ readCase, store })));
