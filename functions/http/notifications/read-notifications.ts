import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Inbox } from '../../../shared/cases/inbox.ts';

/** Marks lines of the caller's own inbox as read. */
export const makeReadNotifications =
  ({ inbox }: { readonly inbox: Pick<Inbox, 'markRead'> }) =>
  async ({ sub, body }: RequestOf<typeof routes.readNotifications>): Promise<Reply> => ({
    status: 200,
    body: { read: await inbox.markRead(sub, body) },
  });
