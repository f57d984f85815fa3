import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { WatchExecutions } from '../../../shared/cases/watch-executions.ts';

export const makeListExecutions =
  ({ allow, list }: Pick<WatchExecutions, 'allow' | 'list'>) =>
  async ({ sub, query }: RequestOf<typeof routes.listExecutions>): Promise<Reply> => {
    await allow(sub, 'execution:read');
    const { cursor, limit, pathway, step, status, age } = query;
    const window = { after: cursor === undefined ? undefined : decodeCursor(cursor), limit };
    const { items, after } = await list({ pathway, step, status, age }, window);
    return { status: 200, body: { items, ...(after !== undefined && { next: encodeCursor(after) }) } };
  };
