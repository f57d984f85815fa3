import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { ReadToday } from '../../../shared/cases/today.ts';

/** Who needs the caller today, and what others did since they last looked. */
export const makeReadToday =
  ({ today }: { readonly today: ReadToday }) =>
  async ({ sub, query }: RequestOf<typeof routes.readToday>): Promise<Reply> => ({
    status: 200,
    body: await today({ sub, since: query.since, after: query.after, limit: query.limit }),
  });
