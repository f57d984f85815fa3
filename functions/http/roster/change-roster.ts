import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Rosters } from '../../../shared/cases/rosters.ts';
import { entryView } from './entry-view.ts';

export const makeAddToRoster =
  ({ add }: Pick<Rosters, 'add'>) =>
  async ({ sub, body }: RequestOf<typeof routes.addToRoster>): Promise<Reply> => ({
    status: 201,
    body: entryView(await add(sub, body)),
  });

export const makeTakeOffRoster =
  ({ takeOff }: Pick<Rosters, 'takeOff'>) =>
  async ({ sub, params }: RequestOf<typeof routes.takeOffRoster>): Promise<Reply> => ({
    status: 200,
    body: { items: (await takeOff(sub, params.entryId)).map(entryView) },
  });
