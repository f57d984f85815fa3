import { decodeCursor, encodeCursor } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ListCases } from '../../../shared/cases/list-cases.ts';

export const makeReadWorklist =
  ({ worklist }: Pick<ListCases, 'worklist'>) =>
  async ({ sub, query }: RequestOf<typeof routes.readWorklist>): Promise<Reply> => {
    const { limit, cursor } = query;
    const { items, after } = await worklist(sub, { limit, after: cursor && decodeCursor(cursor) });
    return { status: 200, body: { items, ...(after !== undefined && { next: encodeCursor(after) }) } };
  };
