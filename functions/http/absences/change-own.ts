import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Absences } from '../../../shared/cases/absences.ts';
import { availabilityReply } from './availability.ts';

export const makeRegisterAbsence =
  ({ register }: Pick<Absences, 'register'>) =>
  ({ sub, body }: RequestOf<typeof routes.registerAbsence>): Promise<Reply> =>
    availabilityReply(register({ sub }, body));

export const makeEndAbsence =
  ({ end }: Pick<Absences, 'end'>) =>
  ({ sub }: RequestOf<typeof routes.endAbsence>): Promise<Reply> =>
    availabilityReply(end({ sub }));

export const makeNameBackup =
  ({ nameBackup }: Pick<Absences, 'nameBackup'>) =>
  ({ sub, body }: RequestOf<typeof routes.nameBackup>): Promise<Reply> =>
    availabilityReply(nameBackup(sub, body));
