import { routes } from '../../../shared/api/routes.ts';
import { makeListCases } from '../../../shared/cases/list-cases.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeListCasesPage } from './list-cases.ts';
import { makeReadOneCase } from './read-case.ts';

const dependencies = { ...openRecordToRead(), clock: makeClock(), pathwayOf };

export const handler = httpHandler(
  serve(routes.listCases, makeListCasesPage(makeListCases(dependencies))),
  serve(routes.readCase, makeReadOneCase(makeReadCase(dependencies))),
);
