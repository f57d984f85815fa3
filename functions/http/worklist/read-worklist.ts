import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ListCases } from '../../../shared/cases/list-cases.ts';

export const makeReadWorklist =
  ({ worklist }: Pick<ListCases, 'worklist'>) =>
  async ({ sub, query }: RequestOf<typeof routes.readWorklist>): Promise<Reply> => {
    const { items, after } = await worklist(sub, windowOf(query));
    return pageReply(items, after);
  };
