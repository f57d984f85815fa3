import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Rosters } from '../../../shared/cases/rosters.ts';
import { entryView } from './entry-view.ts';

export const makeListRoster =
  ({ list }: Pick<Rosters, 'list'>) =>
  async ({ sub }: RequestOf<typeof routes.listRoster>): Promise<Reply> => ({
    status: 200,
    body: { items: (await list(sub)).map(entryView) },
  });
