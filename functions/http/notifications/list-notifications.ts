import { pageReply, windowOf } from '../../../shared/api/cursor.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Inbox } from '../../../shared/cases/inbox.ts';

/** One page of the caller's own inbox. */
export const makeListNotifications =
  ({ inbox }: { readonly inbox: Pick<Inbox, 'list'> }) =>
  async ({ sub, query }: RequestOf<typeof routes.listNotifications>): Promise<Reply> => {
    const { items, after } = await inbox.list(sub, windowOf(query));
    return pageReply(items, after);
  };
