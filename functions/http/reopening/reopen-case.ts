import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { replyWith, type Changed, type ReadCase } from '../../../shared/cases/read-case.ts';
import type { ReopenCase } from '../../../shared/cases/reopen-case.ts';

type Dependencies = {
  readonly reopen: (command: ReopenCase) => Promise<Changed>;
  readonly readCase: Pick<ReadCase, 'show'>;
};

export const makeReopenOneCase =
  ({ reopen, readCase }: Dependencies) =>
  async ({ sub, params, body: sent, key }: RequestOf<typeof routes.reopenCase>): Promise<Reply> =>
    replyWith(readCase, await reopen({ caseId: params.caseId, sub, sent, key }));
