import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { Drafts } from '../../../shared/cases/draft.ts';

export const makeWriteDraft =
  ({ write }: Pick<Drafts, 'write'>) =>
  async ({ sub, params, body }: RequestOf<typeof routes.writeDraft>): Promise<Reply> => ({
    status: 200,
    body: await write({ caseId: params.caseId, sub, sent: body }),
  });
