import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Absences } from '../../../shared/cases/absences.ts';
import { availabilityReply } from './availability.ts';

export const makeRegisterColleagueAbsence =
  ({ register }: Pick<Absences, 'register'>) =>
  ({ sub, params, body }: RequestOf<typeof routes.registerColleagueAbsence>): Promise<Reply> =>
    availabilityReply(register({ sub, member: params.sub }, body));

export const makeEndColleagueAbsence =
  ({ end }: Pick<Absences, 'end'>) =>
  ({ sub, params }: RequestOf<typeof routes.endColleagueAbsence>): Promise<Reply> =>
    availabilityReply(end({ sub, member: params.sub }));
