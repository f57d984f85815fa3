import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { WatchExecutions } from '../../../shared/cases/watch-executions.ts';

export const makeListExecutions =
  ({ allow, list }: Pick<WatchExecutions, 'allow' | 'list'>) =>
  async ({ sub, query }: RequestOf<typeof routes.listExecutions>): Promise<Reply> => {
    const administrator = await allow(sub, 'execution:read');
    const { pathway, step, status, age } = query;
    const window = windowOf(query);
    const { items, unreadable, after } = await list(administrator, { pathway, step, status, age }, window);
    return pageReply(items, after, { unreadable });
  };
