import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ListCases } from '../../../shared/cases/list-cases.ts';

export const makeListCasesPage =
  ({ all }: Pick<ListCases, 'all'>) =>
  async ({ sub, query }: RequestOf<typeof routes.listCases>): Promise<Reply> => {
    const { status, limit, cursor } = query;
    const { items, after } = await all(sub, { status, limit, after: cursor && decodeCursor(cursor) });
    return { status: 200, body: { items, ...(after !== undefined && { next: encodeCursor(after) }) } };
  };
