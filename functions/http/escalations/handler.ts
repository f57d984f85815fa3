import { routes } from '../../../shared/api/routes.ts';
import { makeAnswerSupport } from '../../../shared/cases/answer-support.ts';
import { makeListSupport } from '../../../shared/cases/list-support.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeAcknowledgeEscalation, makeSnoozeEscalation } from './answer-escalation.ts';
import { makeCountEscalations, makeListEscalations } from './list-escalations.ts';

const record = openRecord();
const support = makeListSupport(record);
const answer = makeAnswerSupport({ ...record, clock: makeClock(), calendars: openCalendars(record), pathwayOf });

export const handler = httpHandler(
  serve(routes.listEscalations, makeListEscalations(support)),
  serve(routes.countEscalations, makeCountEscalations(support)),
  serve(routes.acknowledgeEscalation, makeAcknowledgeEscalation(answer)),
  serve(routes.snoozeEscalation, makeSnoozeEscalation(answer)),
);
