import { routes } from '../../../shared/api/routes.ts';
import { makeAbsences } from '../../../shared/cases/absences.ts';
import { makeHandOver } from '../../../shared/cases/hand-over.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeEndColleagueAbsence, makeRegisterColleagueAbsence } from './change-colleagues.ts';
import { makeEndAbsence, makeNameBackup, makeRegisterAbsence } from './change-own.ts';

const record = openRecord();
const clock = makeClock();
const handOver = makeHandOver({ ...record, clock, stillStands: makeStillStands(record) });
const absences = makeAbsences({ ...record, clock, handOver });

export const handler = httpHandler(
  serve(routes.registerAbsence, makeRegisterAbsence(absences)),
  serve(routes.endAbsence, makeEndAbsence(absences)),
  serve(routes.nameBackup, makeNameBackup(absences)),
  serve(routes.registerColleagueAbsence, makeRegisterColleagueAbsence(absences)),
  serve(routes.endColleagueAbsence, makeEndColleagueAbsence(absences)),
);
