import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ListSupport } from '../../../shared/cases/list-support.ts';

export const makeListEscalations =
  ({ list }: Pick<ListSupport, 'list'>) =>
  async ({ sub, query }: RequestOf<typeof routes.listEscalations>): Promise<Reply> => {
    const { scope, status } = query;
    const { items, after } = await list(sub, { scope, status, ...windowOf(query) });
    return pageReply(items, after);
  };

export const makeCountEscalations =
  ({ count }: Pick<ListSupport, 'count'>) =>
  async ({ sub }: RequestOf<typeof routes.countEscalations>): Promise<Reply> => ({
    status: 200,
    body: await count(sub),
  });
