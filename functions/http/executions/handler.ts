import { routes } from '../../../shared/api/routes.ts';
import { makeRenewGeneration } from '../../../shared/cases/renew-generation.ts';
import { makeWatchExecutions } from '../../../shared/cases/watch-executions.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openStarts } from '../../../shared/handler/open-conductor.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeListExecutions } from './list-executions.ts';
import { makeReadExecution } from './read-execution.ts';
import { makeRedriveExecution } from './redrive-execution.ts';

const record = openRecord();
const clock = makeClock();
const executions = makeWatchExecutions({ ...record, clock });
const renew = makeRenewGeneration({ store: record.store, starts: openStarts(), clock, ids: makeIds() });

export const handler = httpHandler(
  serve(routes.listExecutions, makeListExecutions(executions)),
  serve(routes.readExecution, makeReadExecution(executions)),
  serve(routes.redriveExecution, makeRedriveExecution({ executions, renew })),
);
