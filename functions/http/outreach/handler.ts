import { routes } from '../../../shared/api/routes.ts';
import { makeAwaitStep } from '../../../shared/cases/await-step.ts';
import { makeReachOut } from '../../../shared/cases/reach-out.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeReplyWaited } from '../../../shared/cases/reply-waited.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openBeginnings } from '../../../shared/handler/open-beginnings.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { entered, pathwayOf } from '../../../workflows/catalogue.ts';
import { makeOpenOneCase } from './open-case.ts';

const record = openRecord();
const { store, members } = record;
const beginnings = openBeginnings(record, entered);
const readCase = makeReadCase({ store, members, clock: beginnings.clock, pathwayOf });

export const handler = httpHandler(
  serve(
    routes.openCase,
    makeOpenOneCase({
      reachOut: makeReachOut(beginnings),
      replyWaited: makeReplyWaited({ awaitStep: makeAwaitStep({ store }), readCase }),
    }),
  ),
);
