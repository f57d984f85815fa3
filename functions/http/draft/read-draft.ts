import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Drafts } from '../../../shared/cases/draft.ts';

export const makeReadDraft =
  ({ read }: Pick<Drafts, 'read'>) =>
  async ({ sub, params }: RequestOf<typeof routes.readDraft>): Promise<Reply> => ({
    status: 200,
    body: await read({ caseId: params.caseId, sub }),
  });
