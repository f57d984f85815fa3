import * as z from 'zod';
import { makeRaiseUndeliverable } from '../../../shared/cases/raise-undeliverable.ts';
import { makeSendMessages } from '../../../shared/cases/send-messages.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { environment } from '../../../shared/handler/environment.ts';
import { makeSweepLog } from '../../../shared/handler/log.ts';
import { openCalendars } from '../../../shared/handler/open-calendars.ts';
import { openMail } from '../../../shared/handler/open-mail.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

const { notices, members, team } = openRecord();

export const handler = taskHandler(
  z.unknown(),
  makeSendMessages({
    notices,
    members,
    channel: openMail(),
    calendars: openCalendars({ team }),
    stillStands: makeStillStands({ notices }),
    raise: makeRaiseUndeliverable({ members, notices }),
    link: environment('PAGES_URL'),
    clock: makeClock(),
    random: Math.random,
    noteFailure: makeSweepLog(),
  }),
);
