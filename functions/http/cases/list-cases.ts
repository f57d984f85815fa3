import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ListCases } from '../../../shared/cases/list-cases.ts';

export const makeListCasesPage =
  ({ all }: Pick<ListCases, 'all'>) =>
  async ({ sub, query }: RequestOf<typeof routes.listCases>): Promise<Reply> => {
    const { items, after } = await all(sub, { status: query.status, ...windowOf(query) });
    return pageReply(items, after);
  };
