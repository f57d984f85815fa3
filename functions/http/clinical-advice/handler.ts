import { routes } from '../../../shared/api/routes.ts';
import { makeClinicalAdvice } from '../../../shared/cases/clinical-advice.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openTeamVault } from '../../../shared/handler/open-vault.ts';
import { makeAnswerAdvice } from './answer-advice.ts';
import { makeAskAdvice } from './ask-advice.ts';
import { makeListAdvice } from './list-advice.ts';

const desk = makeClinicalAdvice({ ...openRecord(), vault: openTeamVault(), clock: makeClock(), ids: makeIds() });

export const handler = httpHandler(
  serve(routes.askAdvice, makeAskAdvice(desk)),
  serve(routes.listAdvice, makeListAdvice(desk)),
  serve(routes.answerAdvice, makeAnswerAdvice(desk)),
);
