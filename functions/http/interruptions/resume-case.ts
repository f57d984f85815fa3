import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { InterruptCases } from '../../../shared/cases/interrupt-case.ts';
import { replyWith, type ReadCase } from '../../../shared/cases/read-case.ts';

type Dependencies = { readonly resume: InterruptCases['resume']; readonly readCase: Pick<ReadCase, 'show'> };

export const makeResumeOneCase =
  ({ resume, readCase }: Dependencies) =>
  async ({ sub, params, key }: RequestOf<typeof routes.resumeCase>): Promise<Reply> =>
    replyWith(readCase, await resume({ caseId: params.caseId, sub, key }));
