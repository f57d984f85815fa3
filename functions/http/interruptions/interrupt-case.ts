import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import type { InterruptCases } from '../../../shared/cases/interrupt-case.ts';
import { replyWith, type ReadCase } from '../../../shared/cases/read-case.ts';

type Dependencies = { readonly interrupt: InterruptCases['interrupt']; readonly readCase: Pick<ReadCase, 'show'> };

export const makeInterruptOneCase =
  ({ interrupt, readCase }: Dependencies) =>
  async ({ sub, params, body, key }: RequestOf<typeof routes.interruptCase>): Promise<Reply> => {
    const { caseId, interruption } = params;
    return replyWith(readCase, await interrupt({ caseId, sub, interruption, answers: body, key }));
  };
